namespace Switchhook.Contracts;

/// <summary>Every module → Admin: a kind of stream, and what its events amount to, so that an auditor can step through it.</summary>
/// <param name="Kind">What its keys begin with: agent in agent/0198….</param>
/// <param name="State">What the owner is shown of it. Marten folds the events into it, by the module's own code.</param>
/// <param name="Credentials">Fields that open something, such as a signed address: an auditor sees that they are there and when they
/// changed, not what they hold.</param>
public record AuditedStream(string Kind, Type State, params string[] Credentials);
