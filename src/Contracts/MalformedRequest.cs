namespace Switchhook.Contracts;

/// <summary>A request that cannot be understood: the API answers 400 and says what is wrong with which field.</summary>
public sealed class MalformedRequest(string reason, IReadOnlyDictionary<string, string[]>? errors = null) : Exception(reason)
{
    public IReadOnlyDictionary<string, string[]> Errors => errors ?? new Dictionary<string, string[]>();
}
