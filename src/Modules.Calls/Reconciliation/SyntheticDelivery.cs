using System.Text.Json;

namespace Switchhook.Calls.Reconciliation;

/// <summary>Retell's record of a call in the form of the webhooks that should have brought it, value for value as it came.</summary>
public static class SyntheticDelivery
{
    public static IEnumerable<byte[]> Of(JsonElement call, IEnumerable<string> arrived)
    {
        if (ListedCall.Read(call) is not { Ended: true } payload)
            yield break;
        if (!arrived.Contains("call_ended"))
            yield return Body("call_ended", call);
        if (payload.Analyzed && !arrived.Contains("call_analyzed"))
            yield return Body("call_analyzed", call);
    }

    static byte[] Body(string name, JsonElement call)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteStartObject("call");
            foreach (var part in call.EnumerateObject().Where(x => name == "call_analyzed" || x.Name != "call_analysis"))
            {
                json.WritePropertyName(part.Name);
                json.WriteRawValue(part.Value.GetRawText(), skipInputValidation: true);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return body.ToArray();
    }
}
