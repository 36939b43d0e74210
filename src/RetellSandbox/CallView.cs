using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>A call as shown at an address; its recordings' addresses are sealed afresh when the agent asked for that.</summary>
public static class CallView
{
    public static JsonObject Show(this PlayedCall call, string origin, UrlSigner signer, int? steps = null) =>
        call.After(
            steps ?? call.Done,
            file => $"{origin}/sandbox/retell/recordings/{(call.UrlLifetimeMs is { } life ? signer.Seal(file, life) : file)}"
        );

    public static JsonObject WithoutTranscript(this JsonObject call) =>
        call.Without("transcript", "transcript_object", "transcript_with_tool_calls");
}
