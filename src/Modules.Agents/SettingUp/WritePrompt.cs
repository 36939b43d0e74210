using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record WritePrompt(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class WritePromptHandler
{
    public static void Configure(HandlerChain chain) => SetUp.OutlastTheDatabase(chain);

    [MessageTimeout(180)]
    public static Task<(EventsToAppend, OutgoingMessages)> Handle(
        WritePrompt step, [WriteModel(nameof(WritePrompt.Stream))] Agent? agent, RetellAgents retell, CancellationToken stop) =>
        SetUp.Step(SetUpStep.Prompt, agent, async asked =>
        {
            var llmId = await retell.FindPrompt(asked.AgentId, stop) ?? await retell.CreatePrompt(RetellLlm.For(asked), stop);
            return ([new PromptWritten(llmId)], [new CreateAtRetell(step.AgentId)]);
        });
}
