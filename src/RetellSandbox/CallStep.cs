namespace Switchhook.RetellSandbox;

/// <summary>Something that happens in a call at a time (Unix ms), and how much of the transcript is known by then.</summary>
public record CallStep(string Event, long Due, int Entries);
