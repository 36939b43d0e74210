using System.Text;
using Shouldly;
using Switchhook.BuildingBlocks.Exports;
using Xunit;

namespace Switchhook.Specs.Platform;

public sealed class Preparing_an_export : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("switchhook-exports-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static Task Hello(Stream file, CancellationToken stop) => file.WriteAsync("hello"u8.ToArray(), stop).AsTask();

    string[] Files => Directory.GetFiles(folder);

    [Fact]
    public async Task gives_a_file_that_only_its_user_reads_and_that_goes_when_it_was_sent()
    {
        await using (var file = await new ExportFiles(folder).PrepareAsync("ana", Hello, default))
        {
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(Files.Single()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
            (await reader.ReadToEndAsync()).ShouldBe("hello");
            file.Length.ShouldBe(5);
        }
        Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_refused_while_another_of_the_account_is_prepared_and_of_no_other_account()
    {
        var (files, go) = (new ExportFiles(folder), new TaskCompletionSource());
        var first = files.PrepareAsync(
            "ana",
            async (file, stop) =>
            {
                await go.Task;
                await Hello(file, stop);
            },
            default
        );
        (await Should.ThrowAsync<ExportRefused>(files.PrepareAsync("ana", Hello, default))).Message.ShouldContain("already being prepared");
        await using (await files.PrepareAsync("bob", Hello, default)) { }
        go.SetResult();
        await using (await first) { }
        await using (await files.PrepareAsync("ana", Hello, default)) { }
        Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task waits_for_no_reader()
    {
        var (files, open) = (new ExportFiles(folder), new List<Stream>());
        // More accounts than are prepared at once, none of which reads.
        for (var account = 0; account < 20; account++)
        for (var i = 0; i < ExportFiles.SentAtOnce; i++)
            open.Add(await files.PrepareAsync($"reader {account}", Hello, default));
        (await Should.ThrowAsync<ExportRefused>(files.PrepareAsync("reader 7", Hello, default))).Status.ShouldBe(429);
        foreach (var file in open)
            await file.DisposeAsync();
        await using (await files.PrepareAsync("reader 7", Hello, default)) { }
        Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task is_refused_when_it_grows_too_large()
    {
        var files = new ExportFiles(folder, largest: 2 << 20);
        var refused = await Should.ThrowAsync<ExportRefused>(
            files.PrepareAsync(
                "ana",
                async (file, stop) =>
                {
                    while (true)
                        await file.WriteAsync(new byte[100_000], stop);
                },
                default
            )
        );
        (refused.Status, refused.Message).ShouldBe(
            (422, "This export is larger than 2 MB. Narrow it with a filter, or ask the operator of this site.")
        );
        Files.ShouldBeEmpty();
        await using (await files.PrepareAsync("ana", Hello, default)) { }
    }

    [Fact]
    public async Task leaves_nothing_behind_when_it_fails_or_was_killed()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            new ExportFiles(folder).PrepareAsync("ana", (_, _) => throw new InvalidOperationException("the database went away"), default)
        );
        Files.ShouldBeEmpty();
        await File.WriteAllTextAsync(Path.Combine(folder, "0123.export"), "of a killed process");
        _ = new ExportFiles(folder);
        Files.ShouldBeEmpty();
    }
}
