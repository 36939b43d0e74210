namespace Switchhook.Contracts;

/// <summary>A business rule said no. The message is a sentence for the person who asked; pages answer 422 with it.</summary>
public class Refused(string reason) : Exception(reason);
