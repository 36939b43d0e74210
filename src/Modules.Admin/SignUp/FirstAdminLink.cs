namespace Switchhook.Admin.SignUp;

/// <summary>A way in for whoever can read the console, for as long as nobody is admin. Only the code's hash is kept.</summary>
public class FirstAdminLink
{
    public required string CodeHash { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}
