using Marten;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record WritePrompt(Guid AgentId, int Attempt = 1, int Look = 0) : MakeAtRetell(AgentId, Attempt, Look);

public static class WritePromptHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(WritePrompt step, IDocumentSession session, Maker maker, RetellAgents retell, CancellationToken stop) =>
        maker.Make<string>(SetUpStep.Prompt, step, session, new(Holding.Prompt,
            Make: agent => retell.CreatePrompt(RetellLlm.For(agent), stop),
            Find: agent => retell.FindPrompt(agent.Tag, stop),
            Id: llmId => llmId,
            Event: llmId => new PromptWritten(llmId),
            Then: (agent, _) => [new CreateAtRetell(agent.AgentId)]), stop);
}
