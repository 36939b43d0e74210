namespace Switchhook.App.Sandbox;

/// <summary>Retell's way of saying no: a status and a sentence.</summary>
public class Refusal(int status, string message) : Exception(message)
{
    public int Status => status;

    public static Refusal Invalid(string message) => new(400, message);

    public static Refusal Unknown(string what) => new(422, $"Cannot find requested {what} under given api key.");

    public static Refusal NoVersion(string reference) => new(404, $"Version {reference} was not found.");
}
