namespace Switchhook.Admin.Audit;

/// <summary>
/// Who did it, as an event bears it: somebody signed in here, or a program in their name, by one of their keys or by a token of the
/// configured issuer.
/// </summary>
public sealed record Actor(Guid Account, Guid? Key = null, bool ByToken = false)
{
    const string KeyPart = "/key/",
        TokenPart = "/token";

    public override string ToString() =>
        Account
        + (
            Key is { } key ? KeyPart + key
            : ByToken ? TokenPart
            : ""
        );

    /// <summary>Null for what no account did.</summary>
    public static Actor? Read(string? text)
    {
        if (text is null || !Guid.TryParse(text.Split('/')[0], out var account))
            return null;
        var rest = text[text.Split('/')[0].Length..];
        return rest.StartsWith(KeyPart, StringComparison.Ordinal) && Guid.TryParse(rest.AsSpan(KeyPart.Length), out var key)
            ? new(account, key)
            : new(account, ByToken: rest == TokenPart);
    }
}
