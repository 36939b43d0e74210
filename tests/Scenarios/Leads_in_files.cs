using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Shouldly;
using Switchhook.Leads.ImportExport;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Leads_in_files(AppFixture site)
{
    [Fact]
    public async Task are_exported_as_the_list_shows_them_and_as_no_formula()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        await site.CapturedAsync(tenant, Call("+14157770200", "=HYPERLINK(\"http://evil\")", ("caller_name", "@SUM(A1:A9), Inc")));
        await site.CapturedAsync(tenant, Call(NewNumber(), "Fine.", ("urgency", "high")));
        (await ana.GetAsync("/leads")).Find("a[href^='/leads/export']").TextContent.Trim().ShouldBe("Export 2");
        var file = await ana.GetAsync("/leads/export");
        file.Headers["Content-Disposition"].ShouldStartWith("attachment");
        var rows = LeadCsv.Read(file.Text).ToList();
        rows.Count.ShouldBe(3);
        file.Text.ShouldContain("\"'=HYPERLINK(\"\"http://evil\"\")\"");
        file.Text.ShouldContain("\"'@SUM(A1:A9), Inc\"");
        file.Text.ShouldContain(",+14157770200,");
        LeadCsv.Read((await ana.GetAsync("/leads/export?signal=Urgent")).Text).Count().ShouldBe(2);
        using var bob = await site.OwnerAsync();
        LeadCsv.Read((await bob.GetAsync("/leads/export")).Text).Count().ShouldBe(1);
    }

    [Fact]
    public async Task are_imported_after_a_look_once_and_without_writing_over_what_is_known()
    {
        using var ana = await site.OwnerAsync();
        var tenant = await site.TenantOfAsync(ana);
        var (known, fresh) = (NewNumber(), NewNumber());
        var lead = await site.CapturedAsync(tenant, Call(known, fields: ("caller_name", "Maria Lopez")));
        var text =
            $"Name,Number,E-mail,Status\nMary L,{known},maria@example.com,\n\"'=cmd|'/c "
            + $"calc'!A0\",'{fresh},,Contacted\nNobody,abc,,\n<script>alert(1)</script>,,x@example.com,\n";
        var look = await ana.SubmitAsync(await ana.GetAsync("/leads/import"), "form[enctype]", ("Text", text));
        look.Find("#plan h2").TextContent.ShouldBe("2 new, 1 known, 1 that cannot be taken");
        look.Document.QuerySelectorAll("main script").ShouldBeEmpty();
        look.Words.ShouldContain("should be one that can be rung");
        (await ana.GetAsync("/leads?view=all")).Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(1, "looking changes nothing");

        var done = await ana.SubmitAsync(look, "#plan form");
        done.Words.ShouldContain("2 new leads, and 1 that were known learnt more");
        (await ana.SubmitAsync(look, "#plan form")).Status.ShouldBe(HttpStatusCode.OK);
        (await ana.GetAsync("/leads?view=all")).Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(3);
        (await site.LeadAsync(tenant, lead.IdOf())).ShouldSatisfyAllConditions(
            x => x.Name.ShouldBe("Maria Lopez"),
            x => x.Email.ShouldBe("maria@example.com"),
            x => x.NeedsAttention.ShouldBeTrue()
        );

        var file = (await ana.GetAsync("/leads/export?view=all")).Text;
        file.ShouldContain("'=cmd|'/c calc'!A0");
        (await site.CapturedAsync(tenant, Call(fresh))).Name.ShouldBe("=cmd|'/c calc'!A0", "a caller from a file is known when they ring");
    }

    [Theory, InlineData(""), InlineData("Colour\nred"), InlineData("Name\n")]
    public async Task are_refused_in_a_sentence_when_there_is_nothing_to_read(string text)
    {
        using var ana = await site.OwnerAsync();
        var answer = await ana.SubmitAsync(await ana.GetAsync("/leads/import"), "form[enctype]", ("Text", text));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Document.QuerySelector("[role=alert]").ShouldNotBeNull();
    }
}

public class Exporting_all_that_is_mine(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task gives_everything_in_one_archive_and_counts_it()
    {
        using var archive = await ArchiveAsync(them.Ana);
        archive
            .Entries.Select(x => x.Name)
            .Order()
            .ShouldBe(
                (
                    (string[])
                        [
                            "access",
                            "account",
                            "agent-versions",
                            "agents",
                            "blocked-callers",
                            "calls",
                            "deliveries",
                            "events",
                            "leads",
                            "mails",
                        ]
                )
                    .SelectMany(x => new[] { x + ".csv", x + ".jsonl" })
                    .Append("manifest.json")
                    .Order()
            );
        var counts = JsonDocument.Parse(Text(archive, "manifest.json")).RootElement.GetProperty("rows");
        foreach (var count in counts.EnumerateObject())
        {
            Lines(archive, count.Name).Count.ShouldBe(count.Value.GetInt32(), count.Name);
            LeadCsv.Read(Text(archive, count.Name + ".csv")).Count().ShouldBe(count.Value.GetInt32() + 1, count.Name);
        }
        foreach (var part in (string[])["account", "agents", "agent-versions", "calls", "deliveries", "leads", "events", "access"])
            counts.GetProperty(part).GetInt32().ShouldBeGreaterThan(0, part);
        Lines(archive, "calls").Single().GetProperty("transcript").GetArrayLength().ShouldBeGreaterThan(4);
        var all = string.Concat(archive.Entries.Where(x => x.Name != "manifest.json").Select(x => Text(archive, x.Name)));
        foreach (
            var mark in them.Traces.Where(x => !x.Contains('(', StringComparison.Ordinal) && !x.StartsWith("+1 ", StringComparison.Ordinal))
        )
            all.Replace("\\\"", "\"", StringComparison.Ordinal).ShouldContain(mark, Case.Insensitive);
        all.ShouldNotContain(".wav?", Case.Insensitive, "the recording's address is a credential");
        all.ShouldNotContain("/leads/mailed?t=", Case.Insensitive);
    }

    [Fact]
    public async Task gives_nothing_of_anybody_else()
    {
        using var archive = await ArchiveAsync(them.Bob);
        foreach (var entry in archive.Entries)
        {
            var text = Text(archive, entry.Name);
            them.Traces.Where(x => text.Contains(x, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(entry.Name);
        }
    }

    [Fact]
    public async Task writes_no_formula_into_a_table()
    {
        using var ana = await site.OwnerAsync();
        await site.CapturedAsync(
            await site.TenantOfAsync(ana),
            Call(NewNumber(), "=1+1", ("caller_name", "@x"), ("follow_up_notes", "-2+3"))
        );
        using var archive = await ArchiveAsync(ana);
        foreach (var entry in archive.Entries.Where(x => x.Name.EndsWith(".csv", StringComparison.Ordinal)))
        foreach (var (_, line) in Raw(Text(archive, entry.Name)))
            // A phone number in E.164 is no formula.
            line.Where(x => !System.Text.RegularExpressions.Regex.IsMatch(x, @"^\+\d+$"))
                .ShouldAllBe(x => x.Length == 0 || !"=+-@".Contains(x[0], StringComparison.Ordinal));
        Lines(archive, "leads").Single().GetProperty("reason").GetString().ShouldBe("=1+1");
    }

    /// <summary>Cells as a spreadsheet takes them: what we take off in reading stays on.</summary>
    static IEnumerable<(int Line, IEnumerable<string> Cells)> Raw(string text) =>
        text.Split("\r\n")
            .Select(
                (line, i) =>
                    (
                        i,
                        System
                            .Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))")
                            .Select(x => x.Groups[1].Success ? x.Groups[1].Value : x.Groups[2].Value)
                    )
            );

    static async Task<ZipArchive> ArchiveAsync(BrowserSession person) => new(new MemoryStream(await person.BytesAsync("/account/export")));

    static string Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name).ShouldNotBeNull(name).Open());
        return reader.ReadToEnd();
    }

    static List<JsonElement> Lines(ZipArchive archive, string name) =>
        [
            .. Text(archive, name + ".jsonl")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(x => JsonDocument.Parse(x).RootElement),
        ];
}
