using Alba;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Scenarios;

/// <summary>
/// A site of its own for those who hold up its database, with little patience for what nobody signed; further processes may join it.
/// </summary>
public sealed class IngestionFixture : AppFixture
{
    public const string FormerKey = "key_of_last_month";
    public const int Unsigned = 4;

    protected override void Arrange(IWebHostBuilder web)
    {
        web.UseSetting("Retell:PreviousWebhookKey", FormerKey);
        web.UseSetting("Webhooks:UnsignedPerMinute", $"{Unsigned}");
        web.UseSetting("Webhooks:BodySeconds", "3");
        web.UseSetting("Webhooks:OwnerMegabytesPerHour", "1");
        web.UseSetting("Nodes:Several", "true");
    }

    /// <summary>Another process of the same site, but for its memory.</summary>
    public async Task<IAlbaHost> AnotherAsync()
    {
        var retell = Get<RetellSettings>();
        var data = Directory.CreateTempSubdirectory("switchhook-another-").FullName;
        // The keys belong to the database: each process of a site has the same.
        Directory.CreateDirectory(Path.Combine(data, "keys"));
        foreach (var key in Directory.GetFiles(Get<DataFolder>().Of("keys")))
            File.Copy(key, Path.Combine(data, "keys", Path.GetFileName(key)));
        return await AlbaHost.For<Program>(web =>
        {
            web.UseSetting("ConnectionStrings:Postgres", Connection);
            web.UseSetting("DATA_DIR", data);
            web.UseSetting("PUBLIC_URL", new Uri(retell.WebhookUrl).GetLeftPart(UriPartial.Authority));
            web.UseSetting("Retell:BaseUrl", retell.BaseUrl);
            web.UseSetting("Retell:ApiKey", retell.ApiKey);
            web.UseSetting("Nodes:Several", "true");
            web.UseEnvironment("Development");
            web.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        });
    }

    /// <summary>From now on the database refuses the row of this call, as it refuses what exceeds a limit of its own.</summary>
    public async Task RefuseRowAsync(string callId)
    {
        await using var owner = new NpgsqlConnection(Connection);
        await owner.OpenAsync();
        await using var trigger = new NpgsqlCommand(
            $"""
            create function calls.refuse_{callId}() returns trigger language plpgsql
                as $$ begin raise exception using errcode = '54000', message = 'too large'; end $$;
            create trigger refuse_{callId} before insert or update on calls.mt_doc_calllist
                for each row when (new.id = 'call/{callId}') execute function calls.refuse_{callId}()
            """,
            owner
        );
        await trigger.ExecuteNonQueryAsync();
    }

    /// <summary>Nobody can write or read a delivery until what is returned is let go.</summary>
    public async Task<IAsyncDisposable> HoldUpAsync()
    {
        var holder = new NpgsqlConnection(Connection);
        await holder.OpenAsync();
        await using var hold = new NpgsqlCommand("begin; lock table calls.deliveries in access exclusive mode", holder);
        await hold.ExecuteNonQueryAsync();
        return holder;
    }
}
