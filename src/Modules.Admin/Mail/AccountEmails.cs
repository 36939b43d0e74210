using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.RateLimiting;
using Switchhook.Contracts;

namespace Switchhook.Admin.Mail;

/// <summary>What we write to people, word for word.</summary>
public static class AccountEmails
{
    public static SendMail Confirm(string to, string link) =>
        new(
            to,
            "Confirm your e-mail address",
            $"""
            Welcome to Switchhook.

            Confirm that this address is yours and choose your password:

            {link}

            The link works for three hours. If you did not sign up, ignore this mail: no account is opened without it.
            """
        );

    public static SendMail Invitation(string to, string link) =>
        new(
            to,
            "You are invited to Switchhook",
            $"""
            You have been invited to Switchhook, where agents answer your phone.

            Accept the invitation and choose your password:

            {link}

            The link works for seven days. If you did not expect it, ignore this mail: no account is opened without you.
            """
        );

    public static SendMail Approved(string to, string link) =>
        new(
            to,
            "Your account is approved",
            $"""
            Your account at Switchhook has been approved.

            Sign in: {link}
            """
        );

    public static SendMail AlreadyRegistered(string to, string signIn, string forgot) =>
        new(
            to,
            "You already have an account",
            $"""
            Somebody, probably you, just tried to sign up at Switchhook with this address. You already have an account.

            Sign in: {signIn}
            Forgot the password: {forgot}

            If that was not you, you need do nothing. Your account and password are as they were.
            """
        );

    public static SendMail Reset(string to, string link) =>
        new(
            to,
            "Choose a new password",
            $"""
            You asked for a new password at Switchhook. Choose it here:

            {link}

            The link works for three hours and once. If you did not ask, ignore this mail: your password stays as it is.
            """
        );

    public static SendMail PasswordsTried(string to) =>
        new(
            to,
            "Someone is trying to guess your password",
            $"""
            Someone tried {SignInLimits.OfAddressAndNetwork.Free} wrong passwords in a row for your account at Switchhook. Their network now has to wait between tries.

            If that was you, wait a moment and try again, or choose a new password with "Forgot your password?" on the sign-in page.
            If not, there's nothing you need to do: your password held, and you can still sign in from where you usually do.
            Guessing gets nobody in with a passkey: you can add one on your account page.
            """
        );

    public static SendMail PasswordChanged(string to, string forgot) =>
        new(
            to,
            "Your password was changed",
            $"""
            The password of your account at Switchhook was just changed, and every other device was signed out.

            If that was not you, choose a new one at once: {forgot}
            """
        );

    public static SendMail PasswordReset(string to, string forgot, string account) =>
        new(
            to,
            "Your password was changed",
            $"""
            The password of your account at Switchhook was just changed with a link from your mail.

            Every device was signed out. All API keys, passkeys and linked applications were removed too. Add the ones you need again: {account}

            If that was not you, choose a new password at once: {forgot}
            """
        );

    public static SendMail ApiKeyCreated(string to, string name, string scope, string keys) =>
        new(
            to,
            "An API key was created",
            $"""
            The API key "{name}" was just created for your account at Switchhook. It can {(
                scope is ApiScopes.Write ? "read and change" : "read"
            )} everything you can.

            If that was not you, revoke it, sign out everywhere and change your password: {keys}
            """
        );

    public static SendMail IssuerLinked(string to, string issuer, string link) =>
        new(
            to,
            "Your account can be used from another application",
            $"""
            Somebody who signed in at

            {issuer}

            with this address used the API of Switchhook. Their application may now act for your account there, as the operator of this Switchhook has arranged.

            What may act for you: {link}
            If that was not you, tell the operator, and secure that sign-in.
            """
        );

    public static NotifyAdmins MessagesFailed(int count, string link) =>
        new(
            "dead-letters",
            "Switchhook needs your attention",
            $"""
            {(
                count == 1 ? "A message" : $"{count} messages"
            )} failed after every automatic retry. Until somebody retries them, the work they stand for is not done.

            Review them: {link}

            You get this mail at most once a day, because you are an admin of this Switchhook.
            """
        );

    public static SendMail PasskeyAdded(string to, string name, string account) =>
        new(
            to,
            "A passkey was added",
            $"""
            The passkey "{name}" was just added to your account at Switchhook. Whoever has it can sign in with it.

            If that was not you, remove it, end what is signed in and change your password: {account}
            """
        );

    public static SendMail PasskeyRemoved(string to, string name, string account) =>
        new(
            to,
            "A passkey was removed",
            $"""
            The passkey "{name}" was just removed from your account at Switchhook. It opens nothing any more.

            If that was not you, look at who is signed in and change your password: {account}
            """
        );
}
