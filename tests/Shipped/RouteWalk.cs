using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Switchhook.Published;
using Switchhook.Scenarios;

namespace Switchhook.Shipped;

/// <summary>
/// Asks for every route of the endpoint table as a stranger, as a newcomer and as the owner of one of everything, and reads each answer to
/// its end.
/// </summary>
sealed class RouteWalk(PublishedSite site, Func<BrowserSession> visitor) : IKnownIds
{
    /// <summary>What any form here could ask for.</summary>
    static readonly Dictionary<string, string> AnyForm = new()
    {
        ["version"] = "1",
        ["outcome"] = "CalledBack",
        ["status"] = "Won",
        ["note"] = "x",
        ["text"] = "x",
        ["back"] = "/leads",
        ["scenario"] = "booking",
        ["Name"] = "x",
        ["Brief"] = "x",
        ["Email"] = "nobody@example.com",
        ["Password"] = "x",
    };

    /// <summary>After these somebody has to sign in again: they come last.</summary>
    static readonly string[] Endings =
    [
        "POST /sign-out",
        "POST /account Everywhere",
        "POST /account EndSession",
        "POST /account Password",
        "POST /agent Delete",
        "DELETE /api/agents/{id:guid}",
    ];

    public string Tenant { get; private set; } = "";
    public string Call { get; private set; } = "";
    public string Lead { get; private set; } = "";
    public Guid Delivery { get; private set; }
    public (Guid AgentId, string? RetellAgentId) Agent { get; private set; }

    public int Asked { get; private set; }
    public int Archives { get; private set; }

    /// <summary>Answers of 500 and above, and answers that broke off.</summary>
    public List<string> Faults { get; } = [];

    public async Task RunAsync()
    {
        using var owner = visitor();
        await owner.SignInAsync();
        await owner.CreateAgentAsync();
        var (call, lead) = await owner.TakeCallAsync();
        (Call, Lead) = (Path.GetFileName(call), Path.GetFileName(lead));
        Delivery = Guid.Parse(Path.GetFileName(await owner.FindAsync("/webhooks", "/webhooks/[0-9a-f-]{36}")));
        Tenant = Path.GetFileName(await owner.FindAsync("/admin/users", "/admin/users/[0-9a-f-]{36}"));
        Agent = (
            Guid.Parse(Regex.Match((await owner.GetAsync("/api/agents")).Text, "[0-9a-f]{8}-[0-9a-f-]{27}").Value),
            Regex.Match((await owner.GetAsync("/api/agents")).Text, "agent_[0-9a-zA-Z]+").Value
        );

        using var stranger = visitor();
        var token = (await stranger.GetAsync("/sign-in")).Find("[name=__RequestVerificationToken]").GetAttribute("value");
        foreach (var access in EndpointAccessMatrix.All)
            await VisitAsync(stranger, access, token, "a stranger");

        await VisitAllAsync(owner, "the owner", x => x.Method is "GET" or "HEAD");
        await VisitAllAsync(owner, "the owner", x => x.Method is not ("GET" or "HEAD") && !Endings.Contains(x.Name));
        foreach (var ending in Endings)
        {
            if (!(await owner.GetAsync("/account")).Path.StartsWith("/account", StringComparison.Ordinal))
                await owner.SignInAsync();
            await VisitAllAsync(owner, "the owner", x => x.Name == ending);
        }
    }

    async Task VisitAllAsync(BrowserSession person, string who, Func<EndpointAccess, bool> which)
    {
        var token = (await person.GetAsync("/")).Document.QuerySelector("meta[name=request-token]")?.GetAttribute("content");
        foreach (var access in EndpointAccessMatrix.All.Where(which))
            await VisitAsync(person, access, token, who);
    }

    async Task VisitAsync(BrowserSession person, EndpointAccess access, string? token, string who)
    {
        var address = access.Address(this);
        Asked++;
        try
        {
            if (access.Name == "GET /live")
            {
                using var live = await person.ListenAsync(address);
                return;
            }
            using var request = new HttpRequestMessage(new HttpMethod(access.Method), address);
            if (access.Handler is not null and not "Export")
                request.Headers.Add("HX-Request", "true");
            if (token is not null)
                request.Headers.Add("RequestVerificationToken", token);
            if (access.Route == "/metrics")
                request.Headers.Add("Authorization", "Bearer " + PublishedSite.MetricsToken);
            if (access.Route.StartsWith("/api/agents", StringComparison.Ordinal))
                request.Content = access.Method is "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
            else if (access.Method == "POST")
                request.Content = new FormUrlEncodedContent(AnyForm);
            var answer = await person.SendAsync(request);
            if (answer.Status >= HttpStatusCode.InternalServerError)
                Faults.Add($"{access.Name} as {who}: {(int)answer.Status}");
            if (answer.Headers.GetValueOrDefault("Content-Type") == "application/zip")
                await OpenAsync(await person.BytesAsync(address));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            Faults.Add($"{access.Name} as {who}: {broken.Message} {broken.InnerException?.Message}");
        }
    }

    /// <summary>Every entry, to its end.</summary>
    async Task OpenAsync(byte[] file)
    {
        Archives++;
        using var archive = new ZipArchive(new MemoryStream(file));
        archive.Entries.Count.ShouldBeGreaterThan(10);
        foreach (var entry in archive.Entries)
        {
            await using var content = await entry.OpenAsync();
            await content.CopyToAsync(Stream.Null);
        }
    }

    public void ShouldHaveFoundNothing()
    {
        var errors = site
            .Said.Split('\n')
            .Where(x => x.Contains("\"Error\"", StringComparison.Ordinal))
            .Select(x => x[..Math.Min(x.Length, 2000)]);
        Faults.ShouldBeEmpty($"{Faults.Count} of {Asked} answers\n{string.Join('\n', errors)}");
        Archives.ShouldBe(1);
    }
}
