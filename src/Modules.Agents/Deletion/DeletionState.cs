namespace Switchhook.Agents;

public enum Deletion { None, Requested, Done }
