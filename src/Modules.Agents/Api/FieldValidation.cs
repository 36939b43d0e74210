using Switchhook.Contracts;

namespace Switchhook.Agents.Api;

public static class FieldValidation
{
    /// <summary>All that is wrong at once, each with the sentence that the form shows too.</summary>
    public static void Check(params (string Name, string? Sentence)[] fields)
    {
        var wrong = fields.Where(x => x.Sentence is not null).ToDictionary(x => x.Name, x => new[] { x.Sentence! });
        if (wrong.Count > 0)
            throw new InvalidFields(wrong);
    }

    /// <summary>What a rule says that refuses by throwing.</summary>
    public static string? Sentence(Func<object?> rule)
    {
        try
        {
            rule();
            return null;
        }
        catch (Refused refused)
        {
            return refused.Message;
        }
    }
}
