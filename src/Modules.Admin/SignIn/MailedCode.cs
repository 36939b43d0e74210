using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Switchhook.Admin.SignIn;

/// <summary>A code as it came back from a link: what cannot be decoded is simply not a valid one.</summary>
public static class MailedCode
{
    public static string Read(string? code)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code ?? ""));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
