namespace Switchhook.Contracts;

/// <summary>A message that holds what people said or who they are: logs see its name, never its content.</summary>
public abstract record PersonalData
{
    public sealed override string ToString() => GetType().Name;
}
