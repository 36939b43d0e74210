using System.Net;
using System.Text.RegularExpressions;
using Marten;
using Shouldly;
using Switchhook.Calls.Details;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Xunit;

namespace Switchhook.Scenarios;

public class The_log(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task holds_nothing_of_what_people_said_or_who_they_are()
    {
        await StumbleAsync();
        var lines = site.Log.All;
        lines.Count.ShouldBeGreaterThan(3);

        await using var reading = site.Reading(them.Tenant);
        var call = (await reading.LoadAsync<CallDetails>("call/" + them.Call))!;
        string[] secrets =
        [
            .. them
                .Traces.Except([them.Tenant, them.Call, them.Lead])
                .Where(x => !Guid.TryParse(x, out _) && !x.StartsWith("agent_", StringComparison.Ordinal)),
            .. call.Transcript.Where(x => x.IsSpeech).Select(x => x.Text),
            .. call.Analysis!.Fields.Select(x => x.Value).Where(x => x.Length > 5 && x.Contains(' ')),
            call.RecordingUrl!,
            them.Ana.Password,
            site.Get<RetellSettings>().ApiKey,
            site.Get<RetellSettings>().WebhookKey,
            .. them.Ana.Cookies.Concat(them.Bob.Cookies),
            .. site.LinksMailedTo(them.Ana.Email).SelectMany(x => new Uri(x).Query.Split('=')).Where(x => x.Length > 20),
        ];
        secrets.ShouldAllBe(x => x.Length > 5);
        secrets.Length.ShouldBeGreaterThan(25);
        foreach (var secret in secrets)
            lines.Where(x => x.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task has_no_phone_number_and_no_address_of_anybody_in_it()
    {
        await StumbleAsync();
        site.Log.All.Where(x => Regex.IsMatch(x, @"\+\d{10,15}\b|\b\d{3} 555 \d{4}\b|[\w.+-]+@[\w-]+\.\w{2,}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task calls_it_no_error_when_a_rule_says_no_or_two_want_the_same_at_once()
    {
        using var machine = await site.ApiClientAsync();
        var name = $"Desk {Guid.NewGuid():N}"[..30];
        var wish = new
        {
            name,
            description = "Answer calls for us and take messages.",
            voice_id = "retell-Cimo",
        };
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => machine.PostAsync("/api/agents", wish))))
            .Count(x => x.Status is HttpStatusCode.Accepted)
            .ShouldBe(1);
        var path = "/api/agents/" + (await machine.GetAsync("/api/agents")).Json.GetProperty("agents")[0].GetProperty("id").GetGuid();
        (
            await machine.SendAsync(
                HttpMethod.Patch,
                path,
                System.Net.Http.Json.JsonContent.Create(new { greeting = "Hi!" }),
                ("If-Match", "\"7\"")
            )
        ).Status.ShouldNotBe(HttpStatusCode.Accepted);
        site.Log.All.ShouldContain(x =>
            x.Contains("CreateAgent", StringComparison.Ordinal) && x.StartsWith("Warning", StringComparison.Ordinal)
        );
        site.Log.All.Where(x =>
                (x.StartsWith("Error", StringComparison.Ordinal) || x.StartsWith("Critical", StringComparison.Ordinal))
                && (
                    x.Contains("CreateAgent", StringComparison.Ordinal)
                    || x.Contains("EditAgent", StringComparison.Ordinal)
                    || x.Contains("ConcurrencyException", StringComparison.Ordinal)
                )
            )
            .ShouldBeEmpty();
    }

    /// <summary>
    /// What goes wrong logs most: a second agent, wrong passwords, forged and broken deliveries, and two calls of one number at once.
    /// </summary>
    async Task StumbleAsync()
    {
        using var stranger = site.Anonymous();
        await stranger.SubmitAsync(
            await stranger.GetAsync("/sign-in"),
            "main form:has([name=Password])",
            ("Email", them.Ana.Email),
            ("Password", "wrong horse 42 battery")
        );
        await stranger.SubmitAsync(await stranger.GetAsync("/sign-up"), "main form", ("Email", them.Ana.Email));
        await them.Ana.GetAsync($"/calls/{them.Call}?t=4'\"");
        // A rule that says no repeats what was typed, for the person who typed it.
        var refused = await them.Ana.SubmitAsync(
            await them.Ana.GetAsync("/leads/settings"),
            "main form:has([name=OwnNumbers])",
            ("OwnNumbers", "+14155550142555, 4155550142 x or ana.reyes@example.com")
        );
        refused.Words.ShouldContain("is not a phone number");
        (await site.PostAsync("{\"from_number\":\"+14155550142\"}"u8.ToArray(), "v=1,d=2")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await site.PostSignedAsync("{\"event\":\"call_ended\",\"call\":{\"call_id\":\"call_1\",\"from_number\":\"+14155550142\",");

        var number = $"+1415555{Random.Shared.Next(10_000):0000}";
        var calls = Enumerable
            .Range(0, 12)
            .Select(i => new CallAnalyzedNotice(
                $"call_{Guid.NewGuid():N}",
                number,
                DateTimeOffset.UtcNow,
                $"Wants number {i} cleaned.",
                "Positive",
                new Dictionary<string, string> { ["is_lead"] = "true" },
                true
            ))
            .ToList();
        await Task.WhenAll(calls.Select(x => site.PublishAsync(x, them.Tenant)));
        foreach (var call in calls)
            await AppFixture.Eventually(
                async () =>
                {
                    await using var reading = site.Reading(them.Tenant);
                    return await reading.LoadAsync<LeadOfCall>(call.CallId) is not null;
                },
                "each of them is on a lead"
            );
        await FailAsync(number);
    }

    /// <summary>A key that stands already, a value that does not fit: the database refuses, and the refusal is logged.</summary>
    async Task FailAsync(string number)
    {
        await using var session = site.Get<IDocumentStore>().LightweightSession(them.Tenant);
        session.QueueSqlCommand(
            "insert into calls.agent_routes (retell_agent_id, tenant_id, linked, agent_name) values (?, null, true, ?)",
            number,
            them.Ana.Email
        );
        await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync());
        site.Log.All.ShouldContain(x =>
            x.Contains("The database refused a command", StringComparison.Ordinal) && x.Contains("23502", StringComparison.Ordinal)
        );
    }
}
