using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;

namespace Switchhook.Scenarios;

/// <summary>Where in a conversation a mail server may hang up.</summary>
public enum SmtpStage
{
    Greeting,
    Hello,
    SignIn,
    Sender,
    Recipient,
    Data,
    Letter,
    Taken,
    Farewell,
}

/// <summary>A mail server that takes what comes, or does not, as it is told. Letters go where a site's mails lie.</summary>
public sealed class MailSink : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly Task work;
    int number;

    public MailSink()
    {
        listener.Start();
        work = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public string Folder { get; set; } = "";

    /// <summary>
    /// How many letters to an address are still answered so: 451 is refused for now, 550 for good, 0 hangs up once the letter has come.
    /// </summary>
    public ConcurrentDictionary<string, (int Times, int Answer)> Refusing { get; } = new();
    public ConcurrentDictionary<string, int> Asked { get; } = new();

    /// <summary>Where the next conversation that comes so far is cut.</summary>
    public SmtpStage? CutAt
    {
        get
        {
            lock (Asked)
                return cutAt;
        }
        set
        {
            lock (Asked)
                cutAt = value;
        }
    }
    SmtpStage? cutAt;

    /// <summary>Nobody is let in.</summary>
    public bool RefusesPassword { get; set; }

    bool IsCutAt(SmtpStage moment)
    {
        lock (Asked)
        {
            if (cutAt != moment)
                return false;
            cutAt = null;
            return true;
        }
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (OperationCanceledException)
        {
            listener.Stop();
        }
    }

    async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        if (IsCutAt(SmtpStage.Greeting))
            return;
        await writer.WriteLineAsync("220 sink");
        var (to, answer) = ("", 250);
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            if (line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) && IsCutAt(SmtpStage.Hello))
                return;
            if (line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && IsCutAt(SmtpStage.SignIn))
                return;
            if (line.StartsWith("MAIL FROM", StringComparison.OrdinalIgnoreCase) && IsCutAt(SmtpStage.Sender))
                return;
            if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase))
            {
                if (IsCutAt(SmtpStage.Recipient))
                    return;
                to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                Asked.AddOrUpdate(to, 1, (_, count) => count + 1);
                answer = Take(to);
                await writer.WriteLineAsync(answer is 0 or 250 ? "250 ok" : $"{answer} the sink is not in the mood");
            }
            else if (line == "DATA")
            {
                if (IsCutAt(SmtpStage.Data))
                    return;
                await writer.WriteLineAsync("354 go on");
                if (IsCutAt(SmtpStage.Letter) && await reader.ReadLineAsync(end.Token) is not null)
                    return;
                var letter = new StringBuilder();
                while (await reader.ReadLineAsync(end.Token) is { } part && part != ".")
                    letter.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
                if (answer is 0 || IsCutAt(SmtpStage.Taken))
                    return;
                await KeepAsync(letter.ToString());
                await writer.WriteLineAsync("250 taken");
            }
            else if (line == "QUIT")
            {
                if (IsCutAt(SmtpStage.Farewell))
                    return;
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else if (line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))
                await writer.WriteLineAsync(RefusesPassword ? "535 5.7.8 authentication failed" : "235 come in");
            else
                await writer.WriteLineAsync(
                    line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) ? "250-sink\r\n250 AUTH PLAIN" : "250 ok"
                );
        }
    }

    int Take(string to)
    {
        if (!Refusing.TryGetValue(to, out var refusing) || refusing.Times == 0)
            return 250;
        Refusing[to] = refusing with { Times = refusing.Times - 1 };
        return refusing.Answer;
    }

    async Task KeepAsync(string letter)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"{Interlocked.Increment(ref number):000000}.eml");
        await File.WriteAllTextAsync(path + ".part", letter, Encoding.Latin1);
        File.Move(path + ".part", path);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await work;
        end.Dispose();
    }
}

/// <summary>A site whose mails go to a mail server.</summary>
public sealed class SmtpFixture : AppFixture
{
    public MailSink Sink { get; } = new();

    protected override void Arrange(IWebHostBuilder web)
    {
        Sink.Folder = MailFolder;
        web.UseSetting("Smtp:Host", "127.0.0.1");
        web.UseSetting("Smtp:Port", $"{Sink.Port}");
        web.UseSetting("Smtp:Tls", "none");
        web.UseSetting("Smtp:User", "switchhook");
        web.UseSetting("Smtp:Password", "hush-hush-7711");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sink.DisposeAsync();
    }
}
