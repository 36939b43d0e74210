namespace Switchhook.RetellSandbox;

/// <param name="Timestamp">Unix ms.</param>
/// <param name="Action">created, bought or deleted.</param>
/// <param name="What">llm, agent or number.</param>
/// <param name="Tag">How its maker marked it, when it was made: an agent's name, a number's nickname, an LLM's default variables.</param>
/// <param name="Price">US dollars billed at that moment: a number's first month.</param>
public record LedgerEntry(int Sequence, long Timestamp, string Action, string What, string Id, string Tag, decimal Price);
