using System.Text;

namespace Switchhook.Bench.Ingestion;

/// <summary>
/// Deliveries as Retell sends them, three to a call, each of about the size wanted: what fills them is talk, which repeats itself as talk
/// does.
/// </summary>
public sealed class CallBodies(int size, int agents, int seed)
{
    static readonly string[] Words = (
        "the a to you and of for we can I have is on appointment tomorrow morning afternoon please thank cleaning insurance "
        + "doctor Reyes open at nine number address name yes no would like book cancel move tooth hurts since week back call"
    ).Split(' ');
    readonly Random random = new(seed);
    string call = "";
    long start;
    int told = 3;

    public string CallId => call;

    public byte[] Next()
    {
        if (told == 3)
            (call, told, start) = ($"call_{Guid.NewGuid():N}", 0, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        return Encoding.UTF8.GetBytes(
            told++ switch
            {
                0 => Started(),
                1 => Ended("call_ended", ""),
                _ => Ended("call_analyzed", Analysis),
            }
        );
    }

    string Head(string name) =>
        $$$"""{"event":"{{{name}}}","call":{"call_id":"{{{call}}}","call_type":"phone_call","agent_id":"agent_bench{{{Math.Abs(call.GetHashCode(StringComparison.Ordinal)) % agents}}}","agent_version":1,"agent_name":"Front desk","direction":"inbound","from_number":"+1415555{{{random.Next(10000):0000}}}","to_number":"+14157774444","start_timestamp":{{{start}}}""";

    string Started() => Head("call_started") + ""","call_status":"ongoing","metadata":{"note":" """ + Talk(size - 420) + "\"}}}";

    string Ended(string name, string more) =>
        Head(name)
        + $$$""","end_timestamp":{{{start + 61_000}}},"duration_ms":61000,"disconnection_reason":"user_hangup","call_status":"ended","recording_url":"https://recordings.example.com/{{{call}}}.wav","call_cost":{"combined_cost":13.5,"product_costs":[{"product":"elevenlabs_tts","cost":8.1},{"product":"gpt_4o","cost":5.4}]},"transcript_object":[{{{Turns(size - 700 - more.Length)}}}]{{{more}}}}}""";

    const string Analysis =
        ""","call_analysis":{"call_summary":"Wants an appointment for a cleaning.","user_sentiment":"Positive","call_successful":true,"in_voicemail":false,"custom_analysis_data":{"is_lead":false}}""";

    string Turns(int bytes)
    {
        var turns = new StringBuilder();
        for (var i = 0; turns.Length < bytes; i++)
            turns
                .Append(i == 0 ? "" : ",")
                .Append(i % 2 == 0 ? """{"role":"agent","content":" """ : """{"role":"user","content":" """)
                .Append(Talk(Math.Min(90, bytes)))
                .Append("\"}");
        return turns.ToString();
    }

    string Talk(int bytes)
    {
        var talk = new StringBuilder();
        while (talk.Length < bytes)
            talk.Append(Words[random.Next(Words.Length)]).Append(' ');
        return talk.ToString();
    }
}
