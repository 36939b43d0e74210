namespace Switchhook.Agents.Deletion;

public enum DeletionState
{
    None,
    Requested,
    Done,
}
