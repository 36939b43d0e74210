namespace Switchhook.BuildingBlocks;

/// <summary>Something the machine or the configuration lacks: the message is the one sentence to print before ending.</summary>
public sealed class StartupFailure(string sentence) : Exception(sentence);
