namespace Switchhook.App.Platform;

/// <summary>Something the machine lacks: the message is the one sentence to print before ending.</summary>
public sealed class CannotStart(string sentence) : Exception(sentence);
