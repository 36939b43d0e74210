namespace Switchhook.Contracts;

/// <summary>Anyone → Admin: send a mail. Sent once the transaction that published it has committed.</summary>
public record SendMail(string To, string Subject, string Text) : Discreet;
