using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

sealed class OriginsAttribute : SettingConstraintAttribute
{
    public override string Expected => "addresses by commas, like https://app.example.com, without a path";

    protected override bool Fits(object value) =>
        Array.TrueForAll(
            ApiOptions.Split((string)value),
            x =>
                Uri.TryCreate(x, UriKind.Absolute, out var url)
                && url.Scheme is "http" or "https"
                && url.GetLeftPart(UriPartial.Authority) == x.TrimEnd('/')
                && !x.EndsWith('/')
        );
}
