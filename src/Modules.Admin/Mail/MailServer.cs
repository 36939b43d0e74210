using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Switchhook.Contracts;

namespace Switchhook.Admin.Mail;

/// <summary>The mail server when there is one, else files: a mail is never lost for want of a server.</summary>
public sealed class MailServer(MailSettings settings, MailFolder folder, IExternalChanges outside)
{
    /// <summary>Throws when the message was not accepted.</summary>
    /// <param name="begin">Called once the server listens, before it hears of the letter. False: somebody else sends it.</param>
    /// <returns>Whether it was sent.</returns>
    async Task<bool> SendAsync(
        MimeMessage message,
        Func<Task<bool>> begin,
        IProtocolLogger? log,
        ITransferProgress progress,
        CancellationToken stop
    )
    {
        outside.ThrowIfHeldBack();
        if (settings.Smtp is not { } smtp)
        {
            if (!await begin())
                return false;
            await folder.SaveAsync(message, stop);
            return true;
        }
        using var client = log is null ? new SmtpClient() : new SmtpClient(log);
        client.Timeout = 30_000;
        await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp.Tls), stop);
        if (smtp.User is { Length: > 0 } user)
            await client.AuthenticateAsync(user, smtp.Password ?? "", stop);
        if (!await begin())
            return false;
        await client.SendAsync(message, stop, progress);
        await DisconnectAsync(client, stop);
        return true;
    }

    /// <summary>Tells apart what was surely not taken from what may have been. Null: it was not ours to send.</summary>
    public async Task<MailOutcome?> TryAsync(
        MimeMessage message,
        Func<Task<bool>> begin,
        CancellationToken stop,
        IProtocolLogger? log = null
    )
    {
        var (sending, begun) = (false, new TransferProgress());
        try
        {
            return await SendAsync(message, BeginAsync, log, begun, stop) ? MailOutcome.Taken : null;
        }
        catch (SmtpCommandException refused)
        {
            // Before the letter, the server refuses us and not the letter.
            return new(
                sending && (int)refused.StatusCode >= 500 ? MailOutcomeKind.Refused : MailOutcomeKind.Later,
                $"The mail server said {(int)refused.StatusCode} {refused.Message}",
                IsServerDown: !sending
            );
        }
        catch (Exception broken) when (IsOfTheServer(broken, stop))
        {
            return begun.IsSo
                ? new(MailOutcomeKind.Unclear, $"The connection broke while the mail was handed over: {broken.Message}")
                : new(MailOutcomeKind.Later, $"The mail server cannot be used: {broken.Message}", IsServerDown: true);
        }

        async Task<bool> BeginAsync() => sending = await begin();
    }

    static bool IsOfTheServer(Exception broken, CancellationToken stop) =>
        broken
            is IOException
                or SocketException
                or TimeoutException
                or ProtocolException
                or AuthenticationException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException
                or SslHandshakeException
                or NotSupportedException
        || (broken is OperationCanceledException && !stop.IsCancellationRequested);

    /// <summary>The letter is taken by now: a server that hangs up without a farewell changes nothing about that.</summary>
    static async Task DisconnectAsync(SmtpClient client, CancellationToken stop)
    {
        try
        {
            await client.DisconnectAsync(true, stop);
        }
        catch (Exception rude) when (rude is IOException or SocketException or ProtocolException or SmtpCommandException)
        {
            client.Dispose();
        }
    }

    static SecureSocketOptions Security(string tls) =>
        tls.ToLowerInvariant() switch
        {
            "always" => SecureSocketOptions.SslOnConnect,
            "starttls" => SecureSocketOptions.StartTls,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.Auto,
        };

    sealed class TransferProgress : ITransferProgress
    {
        public bool IsSo { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsSo = true;

        public void Report(long bytesTransferred) => IsSo = true;
    }
}
