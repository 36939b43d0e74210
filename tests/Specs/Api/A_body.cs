using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Switchhook.Agents.Api;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Api;

public class A_body
{
    [Fact]
    public async Task is_read_by_its_snake_case_names()
    {
        var change = await ReadAsync("""{ "voice_id": "v", "max_call_minutes": 3, "note": null }""");
        (change.VoiceId, change.MaxCallMinutes, change.Note, change.Name).ShouldBe(("v", 3, null, null));
    }

    [Theory, InlineData("voiceId"), InlineData("VOICE_ID"), InlineData("voice_id "), InlineData("")]
    public async Task knows_no_other_spelling(string name) =>
        (await Should.ThrowAsync<MalformedRequest>(() => ReadAsync($$"""{ "{{name}}": "v" }"""))).Errors.Keys.ShouldBe([name]);

    [Theory, InlineData("\"3\""), InlineData("3.5"), InlineData("3e20"), InlineData("true"), InlineData("{}"), InlineData("[3]")]
    public async Task has_numbers_where_numbers_belong(string value) =>
        (await Should.ThrowAsync<MalformedRequest>(() => ReadAsync($$"""{ "max_call_minutes": {{value}} }""")))
            .Errors["max_call_minutes"]
            .ShouldBe(["This must be a whole number."]);

    [
        Theory,
        InlineData("{ } x"),
        InlineData("{ // no\n }"),
        InlineData("{ \"note\": \"a\", }"),
        InlineData("{ \"note\": \"a\", \"note\": \"b\" }"),
        InlineData("\u0000"),
        InlineData("{ \"note\": \"\\ud800\" }"),
        InlineData("{ \"note\": \"a\\u0000\" }")
    ]
    public async Task is_strict_json(string text) => await Should.ThrowAsync<MalformedRequest>(() => ReadAsync(text));

    static Task<AgentChange> ReadAsync(string text)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return JsonBody.ReadAsync<AgentChange>(http);
    }
}
