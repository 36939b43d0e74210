using System.Net;
using Marten;
using Switchhook.Agents.Retell;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>An id alone proves nothing: the agent has to be readable with the key.</summary>
public record FindAgent(Guid AgentId) : ConnectionMessage(AgentId);

public static class FindAgentHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        FindAgent step,
        IDocumentSession session,
        ConnectionStepRunner runner,
        AgentLinks links,
        Installation installation,
        CancellationToken stop
    ) =>
        runner.AskAsync(
            step,
            session,
            x => x.Awaits is ConnectionStep.Agent,
            async (asked, retell) =>
            {
                var read = await retell.Latest(asked.Connection!.RetellAgentId, stop);
                var prompt =
                    asked.Connection.IsProven && read.ResponseEngine is { Type: "retell-llm", LlmId: { } llmId } engine
                        ? await retell.PromptOf(llmId, engine.Version, stop)
                        : null;
                var voice = await VoiceNameAsync(retell, read.VoiceId, stop);
                var (link, mark) = (await links.FindAsync(asked.Connection.RetellAgentId, stop), await installation.MarkAsync(stop));
                return agent => ConnectionDecider.OnAgentFound(agent, read, prompt, voice, link, mark);
            },
            (agent, refusal) => ConnectionDecider.Refused(agent, ConnectionStep.Agent, refusal),
            stop
        );

    /// <summary>A voice may be gone from Retell's list while an agent still speaks with it: then its id is its name.</summary>
    static async Task<string> VoiceNameAsync(RetellAgents retell, string? voiceId, CancellationToken stop)
    {
        try
        {
            return voiceId is null ? "" : await retell.VoiceName(voiceId, stop);
        }
        catch (RetellRefusal unknown) when (unknown.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            return voiceId!;
        }
    }
}
