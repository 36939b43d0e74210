namespace Switchhook.RetellSandbox;

/// <summary>Retell's way of saying no: a status and a sentence.</summary>
/// <param name="isErrorMessage">Said in the form that Retell's validation uses: {"error_message": …}.</param>
public class Refusal(int status, string message, bool isErrorMessage = false) : Exception(message)
{
    public int Status => status;
    public bool IsErrorMessage => isErrorMessage;

    public static Refusal Invalid(string message) => new(400, message);

    /// <summary>The request is not as Retell's contract has it.</summary>
    public static Refusal Malformed(string message) => new(400, message, isErrorMessage: true);

    public static Refusal Unknown(string what) => new(422, $"Cannot find requested {what} under given api key.");

    public static Refusal NoVersion(string reference) => new(404, $"Version {reference} was not found.");
}
