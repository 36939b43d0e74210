namespace Switchhook.RetellSandbox;

/// <summary>The sound of a call, made from its transcript each time it is asked for.</summary>
public static class RecordingEndpoint
{
    const string MultiChannel = "_multichannel";

    public static string File(string callId) => callId + ".wav";

    public static string MultiChannelFile(string callId) => callId + MultiChannel + ".wav";

    public static void Map(IEndpointRouteBuilder retell) =>
        retell.MapMethods("/recordings/{file}", [HttpMethods.Get, HttpMethods.Head], Play);

    static IResult Play(string file, string? expires, string? signature, Workspaces workspaces, UrlSigner signer)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var multi = name.EndsWith(MultiChannel, StringComparison.Ordinal);
        if (
            !file.EndsWith(".wav", StringComparison.Ordinal)
            || workspaces.Find(multi ? name[..^MultiChannel.Length] : name) is not var (workspace, call)
        )
            return Results.NotFound();
        if (call.UrlLifetimeMs is not null && !signer.IsValid(file, expires, signature))
            return Results.StatusCode(403);
        List<SpokenWord> agent,
            caller;
        double seconds;
        lock (workspace.Gate)
        {
            if (!call.HasEnded || call.Call["recording_url"] is null)
                return Results.NotFound();
            agent = SpokenWord.Of(call.Transcript, role => role == "agent", call.Pitch);
            caller = SpokenWord.Of(call.Transcript, role => role != "agent", call.Pitch * 1.55);
            seconds = call.Call["duration_ms"].Number()!.Value / 1000;
        }

        return SpeechSynthesizer.Answer(Of(agent, caller, seconds, multi));
    }

    /// <summary>One channel of both, or the caller left and the agent right.</summary>
    static byte[] Of(List<SpokenWord> agent, List<SpokenWord> caller, double seconds, bool multiChannel)
    {
        var (left, right) = (SpeechSynthesizer.Voice(caller, seconds), SpeechSynthesizer.Voice(agent, seconds));
        return multiChannel ? SpeechSynthesizer.Wav(left, right) : SpeechSynthesizer.Wav(SpeechSynthesizer.Mix(left, right));
    }
}
