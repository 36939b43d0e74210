namespace Switchhook.Contracts;

/// <summary>Fields that a rule does not allow, each with its sentence: the API answers 422 with both.</summary>
/// <param name="errors">By the field's name on the wire.</param>
public sealed class InvalidFields(IReadOnlyDictionary<string, string[]> errors) : Refused("Some fields need another value.")
{
    public IReadOnlyDictionary<string, string[]> Errors => errors;
}
