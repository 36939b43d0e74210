using Switchhook.Agents.Versions;
using Switchhook.Agents.Voices;
using Switchhook.BuildingBlocks.Text;
using Switchhook.Contracts;

namespace Switchhook.Agents.Provisioning;

/// <summary>What an owner may ask for, each rule with the sentence that tells them.</summary>
public static class AgentInputRules
{
    public const int LongestName = 60,
        LongestBrief = 8000,
        LongestGreeting = 500,
        LongestNote = 300,
        LongestWholePrompt = 100_000;

    public static AgentRequested Check(CreateAgent command, IReadOnlyList<Voice> voices)
    {
        if ((Name(command.Name) ?? Brief(command.Brief) ?? AreaCode(command.AreaCode) ?? VoiceOf(command.VoiceId, voices)) is { } sentence)
            throw new Refused(sentence);
        var voice = voices.First(x => x.Id == command.VoiceId);
        return new(
            command.Name.Trim(),
            command.Brief.Trim(),
            voice.Id,
            voice.Name,
            Switchhook.BuildingBlocks.Input.AreaCode.Read(command.AreaCode)
        );
    }

    /// <summary>What is wanted now, seen from what is wanted so far: a voice that is gone or a limit that was lowered may stay.</summary>
    public static AgentSettings Check(EditAgent command, AgentSettings before, IReadOnlyList<Voice> voices, CallLimits limits)
    {
        var whole = command.IsWholePrompt ?? before.IsWholePrompt;
        if (
            (
                Name(command.Name)
                ?? Brief(command.Brief, whole)
                ?? Greeting(command.Greeting)
                ?? VoiceOf(command.VoiceId, voices, before)
                ?? CallMinutes(command.MaxCallMinutes, limits, before)
                ?? Note(command.Note)
            ) is
            { } sentence
        )
            throw new Refused(sentence);
        var voiceName = command.VoiceId == before.VoiceId ? before.VoiceName : voices.First(x => x.Id == command.VoiceId).Name;
        var greeting = AgentSettings.Lines(command.Greeting);
        bool? opens = greeting is not "" ? null : command.OpensInOwnWords ?? (before.Greeting is "" ? before.OpensInOwnWords : false);
        return new(
            command.Name.Trim(),
            AgentSettings.Lines(command.Brief),
            greeting,
            command.VoiceId,
            voiceName,
            command.MaxCallMinutes,
            whole,
            opens
        );
    }

    public static string? Name(string? name) =>
        name?.Trim() switch
        {
            { Length: >= 2 and <= LongestName } given => VisibleText.IsVisible(given)
                ? null
                : "Leave line breaks and invisible characters out of the name.",
            _ => "Give the agent a name of 2 to 60 characters.",
        };

    /// <param name="whole">A prompt of the owner's own may be as long as Retell takes them.</param>
    public static string? Brief(string? brief, bool whole = false) =>
        AgentSettings.Lines(brief).Length switch
        {
            < 20 => "Say in at least 20 characters what the agent should do.",
            > LongestBrief when !whole => "Keep the description under 8,000 characters.",
            > LongestWholePrompt => "Keep the prompt under 100,000 characters.",
            _ => null,
        };

    public static string? Greeting(string? greeting) =>
        AgentSettings.Lines(greeting).Length <= LongestGreeting ? null : "Keep the greeting under 500 characters: callers want to speak.";

    public static string? CallMinutes(int minutes, CallLimits limits, AgentSettings? before = null) =>
        (minutes >= 1 && minutes <= limits.MostCallMinutes) || minutes == before?.MaxCallMinutes
            ? null
            : $"A call may last 1 to {limits.MostCallMinutes} minutes.";

    public static string? Note(string? note) => note?.Trim().Length > LongestNote ? "Keep the note under 300 characters." : null;

    public static string? VoiceOf(string? voiceId, IReadOnlyList<Voice> voices, AgentSettings? before = null) =>
        voices.Any(x => x.Id == voiceId) || (voiceId is not null && voiceId == before?.VoiceId) ? null
        : string.IsNullOrEmpty(voiceId) ? "Choose a voice."
        : "This voice is no longer offered. Choose another one.";

    public static string? AreaCode(string? areaCode) =>
        string.IsNullOrWhiteSpace(areaCode) ? null : Switchhook.BuildingBlocks.Input.AreaCode.ValidationError(areaCode);
}
