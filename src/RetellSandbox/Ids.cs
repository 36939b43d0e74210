using System.Security.Cryptography;

namespace Switchhook.RetellSandbox;

/// <summary>Ids in Retell's forms.</summary>
public static class Ids
{
    public static string Agent() => "agent_" + RandomNumberGenerator.GetHexString(26, lowercase: true);

    public static string Llm() => "llm_" + RandomNumberGenerator.GetHexString(28, lowercase: true);

    public static string Call() => "call_" + RandomNumberGenerator.GetHexString(27, lowercase: true);

    public static string Tool() => "tool_call_" + RandomNumberGenerator.GetHexString(6, lowercase: true);

    public static string TwilioCall() => "CA" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static string Fault() => "fault_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    public static string Late() => "late_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    public static string Key() => "key_" + RandomNumberGenerator.GetHexString(28, lowercase: true);

    public static string AccessToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
