using Npgsql;
using Switchhook.Published;

namespace Switchhook.Bench;

/// <summary>
/// A site as a build leaves it that is killed with its hands full: everybody of the tour, a mail for tomorrow, and messages that nobody has
/// handled yet.
/// What it leaves in the database and the data folder is what later builds must be able to start on.
/// </summary>
public static class FormerSite
{
    static readonly string[] Held = ["leads.mt_doc_leadlist", "leads.mt_doc_ownlines", "admin.mt_doc_agentlist"];

    public static async Task<int> LeaveAsync(string connection, string data)
    {
        await using var site = await PublishedSite.StartAsync(
            data,
            ("ConnectionStrings__Postgres", connection),
            ("Sandbox__Control", "true")
        );
        using var guide = new TourAccounts(site, data);
        await guide.PrepareAsync();
        var owner = guide.People[TourRole.Owner].Visitor;
        await owner.SubmitAsync(await owner.GetAsync("/leads/settings"), "main form", ("Mail", "Digest"));
        await using var database = NpgsqlDataSource.Create(connection);
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await UntilAsync(database, "select count(*) from wolverine.wolverine_incoming_envelopes where message_type like '%SendDigest'", 1);

        // Whatever would write here waits, until the site is killed.
        await using var holding = await database.OpenConnectionAsync();
        await using var transaction = await holding.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"lock table {string.Join(", ", Held)} in exclusive mode", holding, transaction))
            await hold.ExecuteNonQueryAsync();
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "form[action*=Pause]");
        await UntilAsync(
            database,
            "select count(distinct received_at) from wolverine.wolverine_incoming_envelopes where message_type like '%AgentChanged'",
            2
        );
        await UntilAsync(
            database,
            "select count(*) from wolverine.wolverine_incoming_envelopes where message_type like '%CallUnderstood'",
            1
        );
        await site.KillAsync();
        await transaction.RollbackAsync();
        // One that was given up for a fault of its build's, as an administrator would find it.
        await using var dead = database.CreateCommand(
            """
            insert into wolverine.wolverine_dead_letters (id, body, message_type, received_at, source, exception_type, exception_message,
                sent_at, replayable)
            select gen_random_uuid(), body, message_type, received_at, null, 'System.NullReferenceException',
                'Object reference not set to an instance of an object.', now(), false
            from wolverine.wolverine_incoming_envelopes where message_type like '%AgentChanged' limit 1
            """
        );
        return await dead.ExecuteNonQueryAsync() == 1 ? 0 : 1;
    }

    static async Task UntilAsync(NpgsqlDataSource database, string count, long least)
    {
        for (var tries = 0; tries < 600; tries++, await Task.Delay(100))
        {
            await using var command = database.CreateCommand(count);
            if (await command.ExecuteScalarAsync() is long found && found >= least)
                return;
        }
        throw new TimeoutException($"Not within a minute: {count}");
    }
}
