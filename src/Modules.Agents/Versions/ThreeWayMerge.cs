namespace Switchhook.Agents.Versions;

/// <summary>What was typed on an older version, brought onto the newest: what its reader did not touch is as it is now.</summary>
public static class ThreeWayMerge
{
    public static AgentSettings Of(AgentSettings opened, AgentSettings typed, AgentSettings newest) =>
        typed with
        {
            Name = typed.Name == opened.Name ? newest.Name : typed.Name,
            Brief = typed.Brief == opened.Brief ? newest.Brief : typed.Brief,
            Greeting = typed.GreetingInWords == opened.GreetingInWords ? newest.Greeting : typed.Greeting,
            OpensInOwnWords = typed.GreetingInWords == opened.GreetingInWords ? newest.OpensInOwnWords : typed.OpensInOwnWords,
            VoiceId = typed.VoiceId == opened.VoiceId ? newest.VoiceId : typed.VoiceId,
            VoiceName = typed.VoiceId == opened.VoiceId ? newest.VoiceName : typed.VoiceName,
            MaxCallMinutes = typed.MaxCallMinutes == opened.MaxCallMinutes ? newest.MaxCallMinutes : typed.MaxCallMinutes,
            IsWholePrompt = newest.IsWholePrompt,
        };
}
