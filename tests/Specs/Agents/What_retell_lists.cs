using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Voices;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Agents;

/// <summary>Retell may list anything: an odd row is shown bare or left out, and hides no other.</summary>
public class What_retell_lists
{
    readonly OperatorAlerts concerns = new(NullLogger<OperatorAlerts>.Instance);

    [Fact]
    public async Task voices_of_every_kind()
    {
        var voices = await Asking(
                "/list-voices",
                """
                [{"voice_id":"v1","voice_name":"Ada","gender":"female","accent":"American","age":"Young"},
                 {"voice_id":"v2","voice_name":"Bo","gender":"","accent":null},
                 {"voice_id":"v3","voice_name":null,"gender":7,"age":["old"]},
                 {"voice_id":"v1","voice_name":"Ada again"},
                 {"voice_name":"Nameless"}, null, "v4", {"voice_id":""},
                 {"voice_id":"v5","voice_name":"Cy","preview_audio_url":"not an address"}]
                """
            )
            .ListVoices(TestContext.Current.CancellationToken);
        voices
            .Select(x => (x.Id, x.Name, x.Sounds))
            .ShouldBe([("v1", "Ada", "Female, American, Young"), ("v2", "Bo", ""), ("v3", "v3", ""), ("v5", "Cy", "")]);
        Voice.SoundsOf(voices).ShouldBe(["American", "Female", "Young"]);
    }

    [Theory]
    [InlineData("[]"), InlineData("null"), InlineData("{}"), InlineData("""{"items":null}""")]
    public async Task no_voices(string answer) =>
        (await Asking("/list-voices", answer).ListVoices(TestContext.Current.CancellationToken)).ShouldBeEmpty();

    [Fact]
    public async Task numbers_agents_and_prompts_of_every_kind()
    {
        var inventory = await Asking(path =>
                path switch
                {
                    "/v2/list-phone-numbers" =>
                        """{"items":[{"phone_number":null},{"phone_number":"+14155550100","nickname":3,"area_code":"415"},7,{"phone_number":"+14155550101","nickname":"tag"}],"has_more":false}""",
                    "/v2/list-agents" =>
                        """{"items":[{"agent_id":"agent_1","agent_name":null,"user_modified_timestamp":"soon"},{},{"agent_id":"agent_2","agent_name":"Front desk"}]}""",
                    _ =>
                        """{"items":[{"llm_id":"llm_1","default_dynamic_variables":{"switchhook_agent":5}},{"llm_id":"llm_2","default_dynamic_variables":[]},{"llm_id":"llm_3","default_dynamic_variables":{"n":1,"switchhook_agent":"tag"}}],"has_more":true}""",
                }
            )
            .Inventory(TestContext.Current.CancellationToken);
        inventory.ShouldBe([
            (RetellResourceKind.Number, "+14155550100", null),
            (RetellResourceKind.Number, "+14155550101", "tag"),
            (RetellResourceKind.Agent, "agent_1", null),
            (RetellResourceKind.Agent, "agent_2", "Front desk"),
            (RetellResourceKind.Prompt, "llm_1", null),
            (RetellResourceKind.Prompt, "llm_2", null),
            (RetellResourceKind.Prompt, "llm_3", "tag"),
        ]);
    }

    [Fact]
    public async Task a_list_that_leads_back_to_a_page_it_has_shown()
    {
        var asked = 0;
        var inventory = await Asking(path =>
            {
                if (path != "/v2/list-phone-numbers")
                    return """{"items":[]}""";
                asked++;
                return $$"""{"items":[{"phone_number":"+1415555010{{asked}}"}],"has_more":true,"pagination_key":"{{(asked % 2 == 0 ? "a" : "b")}}"}""";
            })
            .Inventory(TestContext.Current.CancellationToken);
        (asked, inventory.Count).ShouldBe((3, 3));
    }

    [Theory]
    [InlineData(
        "No phone numbers of area code 415 available, please try another area code.",
        "No numbers are available in area code 415. Try another area code, or leave it empty."
    )]
    [InlineData(
        "No phone numbers available, please try again later.",
        "Retell couldn't provide a number. Try again, and contact the admin if it keeps failing."
    )]
    [InlineData("Please complete the KYC verification of your workspace.", "(“KYC”)")]
    [InlineData("Identity of the customer is not confirmed", "(“KYC”)")]
    [InlineData("Please add a payment method.", "needs a card or credit")]
    [InlineData("Insufficient balance", "needs a card or credit")]
    [InlineData("request body/nickname must be string", "Retell couldn't provide a number.")]
    [InlineData("400", "Retell couldn't provide a number.")]
    public void an_area_code_is_blamed_only_when_retell_names_it(string message, string sentence) =>
        RefusalText.For(new(HttpStatusCode.BadRequest, message, false), ProvisioningStage.Number, 415).ShouldContain(sentence);

    [Theory]
    [InlineData("No phone numbers of area code 415 available, please try another area code.", true)]
    [InlineData("There is no number in this area code.", true)]
    [InlineData("No number could be found.", true)]
    [InlineData("The number is not available for purchase.", true)]
    [InlineData("Complete KYC verification to see the numbers available in this area code.", false)]
    [InlineData("Add a payment method before numbers are made available: there are no numbers available in a trial.", false)]
    [InlineData("request body/nickname must be string", false)]
    public void another_area_code_is_asked_for_when_the_sentence_says_that_a_number_is_lacking_and_only_then(string message, bool goesOn)
    {
        var agent = GivenAgent.History([.. GivenAgent.SetUp.Take(3)]);
        var (failed, next) = ProvisioningRules.Failed(ProvisioningStage.Number, agent, new(HttpStatusCode.BadRequest, message, false));
        failed.CanGoOn.ShouldBe(goesOn);
        next.OfType<ReleaseNumber>().Any().ShouldBe(!goesOn);
        if (goesOn)
            failed.Sentence.ShouldMatch("^(No numbers are available|Retell couldn't provide a number)");
        ProvisioningRules
            .Failed(ProvisioningStage.Number, agent, new(HttpStatusCode.BadRequest, message, true))
            .Item1.CanGoOn.ShouldBeFalse();
    }

    RetellAgents Asking(string path, string answer) => Asking(x => x == path ? answer : "{}");

    RetellAgents Asking(Func<string, string> answer)
    {
        var settings = new RetellSettings("http://retell.example", "key", "key", "http://ours.example/api/retell/webhook", false);
        var rules = new ProvisioningSettings(
            3,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromHours(1),
            TimeSpan.FromSeconds(5)
        );
        return new(
            new RetellClient(
                new StubHttpHandler(answer),
                settings,
                rules,
                new NoDrillMode(),
                concerns,
                TimeProvider.System,
                NullLogger<RetellClient>.Instance
            )
        );
    }

    sealed class NoDrillMode : IExternalChanges
    {
        public bool IsHeldBack => false;
    }

    sealed class StubHttpHandler(Func<string, string> answer) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(answer(request.RequestUri!.AbsolutePath), Encoding.UTF8, "application/json"),
                }
            );
    }
}
