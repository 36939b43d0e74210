using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Switchhook.Calls.List;
using Xunit;

namespace Switchhook.Specs.Calls;

public class The_call_search_index
{
    [Theory]
    [InlineData("text", "urgency", "high", "High")]
    [InlineData("text", "lead_intent", "book_appointment", "Book appointment")]
    [InlineData("text", "preferred_time", "next week, after five", "Next week, after five")]
    [InlineData("text", "caller_email", "maria@example.com", "maria@example.com")]
    [InlineData("text", "caller_name", "de Vries", "de Vries")]
    [InlineData("text", "callback_number", "+14155550142", "+1 415 555 0142")]
    [InlineData("text", "site", "https://example.com/a", "https://example.com/a")]
    [InlineData("text", "order_ref", "so_4711", "so_4711")]
    [InlineData("text", "coupon", "SPRING_10", "SPRING_10")]
    [InlineData("text", "login", "van_dyke", "van_dyke")]
    [InlineData("text", "greeting", "hello there", "hello there")]
    [InlineData("text", "follow_up_notes", "ring back about so_4711", "Ring back about so_4711")]
    [InlineData("text", "urgency", "", "")]
    [InlineData("text", "empty", "", "")]
    [InlineData("yes-no", "is_lead", "true", "Yes")]
    [InlineData("yes-no", "is_lead", "false", "No")]
    [InlineData("number", "party", "4", "4")]
    public void say_an_answer_as_people_would(string type, string name, string value, string said) =>
        CallText.Value(new AnalysisField(name, type, value)).ShouldBe(said);

    [
        Theory,
        InlineData("caller_name", "Caller"),
        InlineData("lead_intent", "Wants"),
        InlineData("party_size", "Party size"),
        InlineData("", "")
    ]
    public void name_it_shortly(string field, string said) => CallText.Answer(field).ShouldBe(said);

    [
        Theory,
        InlineData("gpt_4_1", "GPT 4.1"),
        InlineData("retell_platform_tts", "Platform TTS"),
        InlineData("us_telephony", "US telephony"),
        InlineData("retell_voice_engine", "Voice engine"),
        InlineData("", "")
    ]
    public void name_what_is_charged_for(string product, string said) => CallText.Product(product).ShouldBe(said);

    [
        Theory,
        InlineData("""{"day":"Tuesday","ok":true,"count":2}""", "day: Tuesday · ok: true · count: 2"),
        InlineData("Booked.", "Booked."),
        InlineData("{}", ""),
        InlineData("", "")
    ]
    public void tell_what_a_tool_was_given(string arguments, string said) =>
        ToolCallText.Of(new("book", arguments, null, null)).ShouldBe(said);
}
