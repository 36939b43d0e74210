using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Switchhook.Contracts;

namespace Switchhook.Admin;

/// <summary>The mail server when there is one, else files: a mail is never lost for want of a server.</summary>
public sealed class MailServer(MailSettings settings, MailFolder folder, IOutsideWork outside)
{
    /// <summary>Throws whatever keeps the letter from being taken.</summary>
    public async Task SendAsync(MimeMessage letter, CancellationToken stop, IProtocolLogger? log = null, ITransferProgress? progress = null)
    {
        outside.Demand();
        if (settings.Smtp is not { } smtp)
        {
            await folder.KeepAsync(letter, stop);
            return;
        }
        using var client = log is null ? new SmtpClient() : new SmtpClient(log);
        client.Timeout = 30_000;
        await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp.Tls), stop);
        if (smtp.User is { Length: > 0 } user) await client.AuthenticateAsync(user, smtp.Password ?? "", stop);
        await client.SendAsync(letter, stop, progress);
        await LeaveAsync(client, stop);
    }

    /// <summary>Tells apart what was surely not taken from what may have been.</summary>
    public async Task<MailOutcome> TryAsync(MimeMessage letter, CancellationToken stop, IProtocolLogger? log = null)
    {
        var begun = new Begun();
        try
        {
            await SendAsync(letter, stop, log, begun);
            return MailOutcome.Taken;
        }
        catch (SmtpCommandException refused)
        {
            return new((int)refused.StatusCode >= 500 ? MailOutcomeKind.Refused : MailOutcomeKind.Later, $"The mail server said {(int)refused.StatusCode} {refused.Message}");
        }
        catch (Exception broken) when (broken is IOException or SocketException or TimeoutException or ProtocolException or AuthenticationException or ServiceNotConnectedException or SslHandshakeException || (broken is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return new(begun.IsSo ? MailOutcomeKind.Unclear : MailOutcomeKind.Later, $"{(begun.IsSo ? "The connection broke while the mail was handed over" : "The mail server cannot be used")}: {broken.Message}");
        }
    }

    /// <summary>The letter is taken by now: a server that hangs up without a farewell changes nothing about that.</summary>
    static async Task LeaveAsync(SmtpClient client, CancellationToken stop)
    {
        try { await client.DisconnectAsync(true, stop); }
        catch (Exception rude) when (rude is IOException or SocketException or ProtocolException or SmtpCommandException) { client.Dispose(); }
    }

    static SecureSocketOptions Security(string tls) => tls.ToLowerInvariant() switch
    {
        "always" => SecureSocketOptions.SslOnConnect,
        "starttls" => SecureSocketOptions.StartTls,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.Auto,
    };

    sealed class Begun : ITransferProgress
    {
        public bool IsSo { get; private set; }
        public void Report(long bytesTransferred, long totalSize) => IsSo = true;
        public void Report(long bytesTransferred) => IsSo = true;
    }
}
