using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

/// <summary>Writes a call out to its end: who speaks, what is said, measured, found and billed.</summary>
public static partial class CallComposer
{
    public const double AnalysisSeconds = 3.5;
    const double LongestWait = 40,
        TailSeconds = 0.4;

    public static PlayedCall Compose(
        RequestContext request,
        Scenario scenario,
        CallRoute line,
        InboundAnswer told,
        string callId,
        string callerNumber,
        Random chance
    )
    {
        var agent = Routing.Answering(request.Workspace, line, told);
        var llm =
            AgentEndpoints.LlmOf(agent) is { } id && request.Workspace.Llms.TryGet(id, out var engine)
                ? engine.Resolve(agent["response_engine"]!["version"]?.ToString())
                : null;
        var voice = Voices.Find(agent["voice_id"].Text()) ?? Voices.All[0];
        var ours = line.Number ?? RandomCallerNumber(null, chance);

        var script = Script.Choose(scenario.Scripts, $"{agent["agent_name"].Text()} {llm?["general_prompt"].Text()}", chance);
        var speaker = Tag().Replace(agent["agent_name"].Text() ?? "", "").Trim() is { Length: > 0 } known ? known : "the front desk";
        var participants = new CallParticipants(
            script,
            speaker,
            Greeting(llm, told.Variables, speaker),
            callerNumber,
            request.Service<TimeProvider>().GetUtcNow(),
            chance
        );
        var facts = script.Facts.ToDictionary(fact => fact.Key, fact => participants.Fill(fact.Value));
        var conversation = new Conversation(script, participants, chance);

        var settings = request.Service<SandboxSettings>();
        var seconds = conversation.Length + TailSeconds;
        var wait = settings.Paced(scenario.Connects ? Math.Min(seconds, LongestWait) : chance.Next(4, 9));
        // Played faster than it was spoken, a call began a little before it was asked for: so it never ends in the future.
        var started = request.Now - (long)Math.Max(0, seconds * 1000 - wait.TotalMilliseconds);
        var call = new JsonObject { ["call_id"] = callId, ["call_type"] = scenario.Web ? "web_call" : "phone_call" };
        if (scenario.Web)
            call["access_token"] = Ids.AccessToken();
        call.With(
            new JsonObject
            {
                ["agent_id"] = agent["agent_id"].Text(),
                ["agent_version"] = VersionedResource.VersionOf(agent),
                ["agent_name"] = agent["agent_name"].Text(),
                ["call_status"] = scenario.Status,
            }
        );
        if (!scenario.Web)
            call.With(Telephony(scenario, facts.GetValueOrDefault("from", callerNumber), ours));
        call.With(
            new JsonObject
            {
                ["metadata"] = told.Metadata.Copy().With(new JsonObject { ["simulated"] = true }),
                ["retell_llm_dynamic_variables"] = told.Variables.Copy(),
                ["data_storage_setting"] = agent["data_storage_setting"].Text() ?? "everything",
                ["opt_in_signed_url"] = agent["opt_in_signed_url"].IsTrue(),
            }
        );
        if (scenario.Connects)
            call.With(Recorded(callId))
                .With(Talked(started, seconds, conversation))
                .With(Measured(agent, llm, voice, seconds, conversation, !scenario.Web, chance));
        else
            call["end_timestamp"] = request.Now + (long)wait.TotalMilliseconds;
        call["disconnection_reason"] = facts["end"];
        call["call_analysis"] = Analysis.Of(facts, scenario.Connects ? agent["post_call_analysis_data"] as JsonArray : null);

        return new PlayedCall
        {
            Call = call,
            Steps = Timeline(request.Now, wait, seconds, conversation, scenario.Connects, settings),
            Origin = request.Origin,
            WebhookUrl = agent["webhook_url"].Text(),
            WebhookEvents =
            [
                .. (agent["webhook_events"] as JsonArray)?.Select(name => name.Text()!) ?? ["call_started", "call_ended", "call_analyzed"],
            ],
            WebhookTimeoutMs = agent["webhook_timeout_ms"].Int() ?? 10_000,
            UrlLifetimeMs = agent["opt_in_signed_url"].IsTrue() ? (long)(agent["signed_url_expiration_ms"].Number() ?? 86_400_000) : null,
            Pitch = voice.Gender == "male" ? voice.Pitch : voice.Pitch * 0.75,
        };
    }

    static List<CallStep> Timeline(
        long now,
        TimeSpan wait,
        double seconds,
        Conversation conversation,
        bool connects,
        SandboxSettings settings
    )
    {
        long At(double second) => now + (long)(wait.TotalMilliseconds * second / seconds);
        var (all, end) = (conversation.Entries.Count, now + (long)wait.TotalMilliseconds);
        var steps = new List<CallStep>();
        if (connects)
        {
            steps.Add(new("call_started", now, 0));
            for (var i = 0; i < all; i++)
                if (conversation.Entries[i]!["words"] is not null)
                    steps.Add(new("transcript_updated", At(conversation.EndsAt[i]), i + 1));
            steps.Add(new("transcript_updated", end, all));
        }

        return
        [
            .. steps,
            new("call_ended", end, all),
            new("call_analyzed", end + (long)settings.Paced(AnalysisSeconds).TotalMilliseconds, all),
        ];
    }

    static JsonObject Telephony(Scenario scenario, string callerNumber, string ours) =>
        new()
        {
            ["direction"] = scenario.Outbound ? "outbound" : "inbound",
            ["from_number"] = scenario.Outbound ? ours : callerNumber,
            ["to_number"] = scenario.Outbound ? callerNumber : ours,
            ["telephony_identifier"] = new JsonObject { ["twilio_call_sid"] = Ids.TwilioCall() },
        };

    static JsonObject Recorded(string callId) =>
        new()
        {
            ["recording_url"] = RecordingEndpoint.File(callId),
            ["recording_multi_channel_url"] = RecordingEndpoint.MultiChannelFile(callId),
        };

    static JsonObject Talked(long started, double seconds, Conversation conversation)
    {
        var spoken = Conversation.Spoken(conversation.Entries);
        return new JsonObject
        {
            ["start_timestamp"] = started,
            ["end_timestamp"] = started + (long)(seconds * 1000),
            ["duration_ms"] = (long)(seconds * 1000),
            ["transcript"] = Conversation.Text(spoken),
            ["transcript_object"] = spoken,
            ["transcript_with_tool_calls"] = conversation.Entries.DeepClone(),
            ["collected_dynamic_variables"] = new JsonObject { ["current_agent_state"] = "__global_state__" },
        };
    }

    static JsonObject Measured(
        JsonObject agent,
        JsonObject? llm,
        Voice voice,
        double seconds,
        Conversation conversation,
        bool phone,
        Random chance
    ) =>
        new()
        {
            ["latency"] = CallMetrics.Latency(conversation.ResponseTimes, chance),
            ["call_cost"] = CallCost.Of(seconds, llm?["model"].Text() ?? llm?["s2s_model"].Text() ?? "gpt-4.1", voice.Provider, phone),
            ["llm_token_usage"] = CallMetrics.Tokens(
                conversation.ResponseTimes.Count + 1,
                llm?["general_prompt"].Text()?.Length ?? 0,
                chance
            ),
        };

    static string Greeting(JsonObject? llm, JsonObject variables, string speaker)
    {
        var said = llm?["begin_message"].Text() is { Length: > 0 } fixedLine
            ? fixedLine
            : $"Hello, this is {speaker}. How can I help you today?";
        return Variable()
            .Replace(
                said,
                match =>
                    variables[match.Groups[1].Value].Text()
                    ?? llm?["default_dynamic_variables"]?[match.Groups[1].Value].Text()
                    ?? match.Value
            );
    }

    public static string RandomCallerNumber(string? given, Random chance) =>
        given ?? $"+1{AreaCodes.Any(chance)}55501{chance.Next(100):00}";

    // Labels that a client puts behind the name, "[dev 42]" or "(tenant 7)", are not spoken.
    [GeneratedRegex(@"\s*[\[(#].*$")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Variable();
}
