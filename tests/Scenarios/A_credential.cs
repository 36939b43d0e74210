using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Metadata;
using Shouldly;
using Switchhook.Admin.Access;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>Of the running site: what a spec sees in types, and here in schemes and endpoints.</summary>
public class A_credential(AppFixture site)
{
    [Fact]
    public async Task is_every_scheme_of_authentication_but_those_with_a_reason()
    {
        var schemes = (await site.Get<IAuthenticationSchemeProvider>().GetAllSchemesAsync()).Select(x => x.Name).ToList();
        schemes
            .Except(CredentialKind.All.SelectMany(x => x.Schemes))
            .Except(NonCredentials.Schemes.Keys)
            .ShouldBeEmpty("say in AccessKind how it ends, or in NonCredentials why it lets nobody in");
        NonCredentials.Schemes.Keys.Except(schemes).ShouldBeEmpty("these are gone");
    }

    [Fact]
    public void is_every_form_that_needs_no_sign_in_but_those_with_a_reason()
    {
        var forms = EndpointAccessMatrix
            .All.Where(x => x is { For: Audience.Anyone, Method: "POST" })
            .Select(x => x.Route)
            .Distinct()
            .ToList();
        forms.ShouldNotBeEmpty();
        forms
            .Except(CredentialKind.All.SelectMany(x => x.Routes))
            .Except(NonCredentials.Routes.Keys)
            .ShouldBeEmpty("say in AccessKind how it ends, or in NonCredentials why it lets nobody in");
    }

    [Fact]
    public void is_every_stream_that_stays_open()
    {
        var streams = EndpointAccessMatrix
            .Routes(site)
            .Where(x => x.Metadata.OfType<IProducesResponseTypeMetadata>().Any(y => y.ContentTypes.Contains("text/event-stream")))
            .Select(EndpointAccessMatrix.Of)
            .ToList();
        streams.ShouldContain("/live");
        streams.ShouldBeSubsetOf(CredentialKind.All.SelectMany(x => x.Routes));
    }
}
