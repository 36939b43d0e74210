using System.Net;
using Shouldly;
using Switchhook.BuildingBlocks.Exports;
using Xunit;

namespace Switchhook.Scenarios;

public class Exporting_at_a_readers_pace(AppFixture site)
{
    [Theory, InlineData("/calls?handler=Export"), InlineData("/leads/export"), InlineData("/account/export")]
    public async Task says_in_a_sentence_that_another_export_is_being_prepared(string address)
    {
        using var owner = await site.OwnerAsync();
        var (files, go, begun) = (site.Get<ExportFiles>(), new TaskCompletionSource(), new TaskCompletionSource());
        var other = files.PrepareAsync(
            await site.TenantOfAsync(owner),
            async (file, stop) =>
            {
                begun.SetResult();
                await go.Task;
            },
            CancellationToken.None
        );
        await begun.Task;
        var refused = await owner.GetAsync(address);
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Words.ShouldContain(
            "The export was not made An export is already being prepared for your account. Wait for it to finish, then try again."
        );
        refused.Headers.ShouldContainKey("Retry-After");
        go.SetResult();
        await (await other).DisposeAsync();
        (await owner.GetAsync(address)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
