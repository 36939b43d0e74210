using System.Globalization;
using Switchhook.Contracts;

namespace Switchhook.Agents;

/// <summary>What an owner may ask for, each rule with the sentence that tells them.</summary>
public static class AgentWish
{
    public const int LongestName = 60, LongestBrief = 8000;

    public static AgentRequested Check(CreateAgent command, IReadOnlyList<Voice> voices)
    {
        if ((Name(command.Name) ?? Brief(command.Brief) ?? AreaCode(command.AreaCode) ?? VoiceOf(command.VoiceId, voices)) is { } sentence)
            throw new Refused(sentence);
        var voice = voices.Single(x => x.Id == command.VoiceId);
        return new(command.Name.Trim(), command.Brief.Trim(), voice.Id, voice.Name, Number(command.AreaCode));
    }

    public static string? Name(string? name) => name?.Trim().Length is >= 2 and <= LongestName
        ? null : "Give the agent a name of 2 to 60 characters.";

    public static string? Brief(string? brief) => brief?.Trim().Length switch
    {
        null or < 20 => "Say in at least 20 characters what the agent should do.",
        > LongestBrief => "Keep the description under 8,000 characters.",
        _ => null,
    };

    public static string? VoiceOf(string? voiceId, IReadOnlyList<Voice> voices) => voices.Any(x => x.Id == voiceId)
        ? null : string.IsNullOrEmpty(voiceId) ? "Choose a voice." : "This voice is no longer offered. Choose another one.";

    public static string? AreaCode(string? areaCode) => string.IsNullOrWhiteSpace(areaCode) || Number(areaCode) is not null
        ? null : "An area code has three digits, like 415. Leave it empty for any US number.";

    static int? Number(string? areaCode) => areaCode?.Trim() is { Length: 3 } digits && digits.All(char.IsAsciiDigit) && digits[0] >= '2'
        ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
}
