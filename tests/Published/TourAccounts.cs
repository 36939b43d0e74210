using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Switchhook.Scenarios;

namespace Switchhook.Published;

/// <summary>
/// Everybody of the tour, with something to see: an owner with an agent that took calls, one whose agent was connected, a newcomer, staff.
/// </summary>
public sealed class TourAccounts(PublishedSite site, string data) : IDisposable
{
    static readonly string[] Calls = ["booking", "question", "angry", "spam", "hangup", "wrong_number", "voicemail", "booking"];

    readonly Dictionary<string, string> places = [];

    public Dictionary<TourRole, (BrowserSession Visitor, ResponseSizeMeter Scales)> People { get; } = [];

    public string PathOf(TourStop stop) =>
        places.Aggregate(stop.Path, (path, place) => path.Replace(place.Key, place.Value, StringComparison.Ordinal));

    public async Task PrepareAsync()
    {
        var admin = Add(TourRole.Admin, PublishedSite.AdminEmail, PublishedSite.AdminPassword);
        Add(TourRole.Stranger, "nobody@example.com");
        await admin.SignInAsync();
        foreach (
            var (who, email) in new[]
            {
                (TourRole.Newcomer, "noor@example.com"),
                (TourRole.Owner, "ana.reyes@example.com"),
                (TourRole.Connected, "harbor@example.com"),
                (TourRole.Auditor, "audit@example.com"),
            }
        )
            await SignUpAsync(Add(who, email));
        await WorkAsync(People[TourRole.Owner].Visitor);
        await ConnectAsync(People[TourRole.Connected].Visitor, null, "Harbor Plumbing front desk");
        using var claimant = new BrowserSession(new ResponseSizeMeter(), site.Address) { Email = "pine.dental@example.com" };
        await SignUpAsync(claimant);
        await ConnectAsync(claimant, PublishedSite.SandboxKey, "Pine Street Dental");
        await ReadPlacesAsync(admin);
        await GiveAsync(admin, "auditor", People[TourRole.Auditor].Visitor);
    }

    BrowserSession Add(TourRole who, string email, string password = PublishedSite.AdminPassword)
    {
        var scales = new ResponseSizeMeter();
        var visitor = new BrowserSession(scales, site.Address) { Email = email, Password = password };
        People[who] = (visitor, scales);
        return visitor;
    }

    async Task SignUpAsync(BrowserSession person)
    {
        await person.SubmitAsync(await person.GetAsync("/sign-up"), "main form", ("Email", person.Email));
        for (var tries = 0; tries < 300; tries++, await Task.Delay(100))
        {
            if (LinkMailedTo(person.Email) is not { Length: > 0 } link)
                continue;
            await person.SubmitAsync(await person.GetAsync(new Uri(link).PathAndQuery), "main form", ("Password", person.Password));
            await SignInAsync(person);
            return;
        }
        throw new TimeoutException($"No mail reached {person.Email}");
    }

    static Task SignInAsync(BrowserSession person) => person.SignInAsync(person.Email, person.Password);

    string LinkMailedTo(string email) =>
        new DirectoryInfo(Path.Combine(data, "mail")) is not { Exists: true } folder
            ? ""
            : folder
                .GetFiles("*.eml")
                .Select(x => MimeKit.MimeMessage.Load(x.FullName))
                .Where(x => x.To.Mailboxes.Any(to => to.Address == email))
                .Select(x => Regex.Match(x.TextBody ?? "", @"https?://\S+").Value)
                .FirstOrDefault()
                ?? "";

    async Task WorkAsync(BrowserSession owner)
    {
        await owner.CreateAgentAsync();
        (places["{call}"], places["{lead}"]) = await owner.TakeCallAsync();
        places["{delivery}"] = Path.GetFileName(await owner.FindAsync("/webhooks", "/webhooks/[0-9a-f-]{36}"));
        for (var i = 1; i < Calls.Length; i++)
        {
            await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", Calls[i]));
            var count = i + 1;
            await owner.UntilAsync("/calls", page => page.Document.QuerySelectorAll("main tbody tr").Length >= count);
        }
        var review = await owner.SubmitAsync(
            await owner.GetAsync("/agent/settings"),
            "main form[action*=Review]",
            ("Greeting", "Good morning, Reyes Dental. How can I help?")
        );
        await owner.SubmitAsync(review, "main form[action*=Save]", ("Note", "Says who we are"));
        await owner.UntilAsync("/agent", page => page.Words.Contains("Version 2 · you", StringComparison.Ordinal));
        await owner.SubmitAsync(await owner.GetAsync("/account/keys"), "main form.card", ("Name", "Nightly import"), ("Scope", "read"));
    }

    /// <param name="inAccountOf">A key whose account at Retell the agent is made in; null for one of its owner's own.</param>
    async Task ConnectAsync(BrowserSession owner, string? inAccountOf, string name)
    {
        using var http = new HttpClient();
        if (inAccountOf is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", inAccountOf);
        using var answer = await http.PostAsJsonAsync(
            $"{site.Address}/sandbox/control/ready-made",
            new
            {
                agent_name = name,
                org_name = "Harbor Plumbing LLC",
                webhook_url = "https://n8n.example.com/webhook/7",
            }
        );
        var made = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        await owner.SubmitAsync(
            await owner.GetAsync("/agent/connect"),
            "main form",
            ("Name", name),
            ("RetellAgentId", (string)made["agent_id"]!),
            ("Number", (string)made["phone_number"]!),
            ("Key", inAccountOf is null ? (string)made["api_key"]! : "")
        );
        await owner.UntilAsync(
            "/agent",
            page => page.Words.Contains(inAccountOf is null ? "Webhook set" : "Waiting for an administrator", StringComparison.Ordinal)
        );
    }

    async Task ReadPlacesAsync(BrowserSession admin)
    {
        places["{owner}"] = await IdOfAsync(admin, People[TourRole.Owner].Visitor);
        places["{agent}"] = (string)
            JsonNode.Parse((await People[TourRole.Owner].Visitor.GetAsync("/api/agents")).Text)!["agents"]![0]!["id"]!;
    }

    static async Task<string> IdOfAsync(BrowserSession admin, BrowserSession person) =>
        Path.GetFileName(
            (await admin.SubmitAsync(await admin.GetAsync("/admin/users"), "form.filters", ("Email", person.Email)))
                .Document.QuerySelectorAll("main tbody a.row-link")
                .Single(x => x.TextContent == person.Email)
                .GetAttribute("href")!
        );

    static async Task GiveAsync(BrowserSession admin, string role, BrowserSession person)
    {
        await admin.SubmitAsync(await admin.GetAsync($"/admin/users/{await IdOfAsync(admin, person)}"), $"#grant-{role} form");
        await person.UntilAsync("/account", page => page.Path.StartsWith("/sign-in", StringComparison.Ordinal));
        await SignInAsync(person);
    }

    public void Dispose()
    {
        foreach (var (visitor, _) in People.Values)
            visitor.Dispose();
    }
}
