using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Switchhook.BuildingBlocks.Options;

public static class OptionsBinding
{
    /// <summary>For composing: what is wrong with them was said before.</summary>
    public static T ReadOptions<T>(this IConfiguration configuration)
        where T : class, new()
    {
        var options = new T();
        foreach (var setting in Setting.Of(typeof(T)))
            setting.Read(configuration, options);
        return options;
    }

    /// <summary>Binds the options and checks them before anything that the host runs is started.</summary>
    public static T AddCheckedOptions<T>(this IHostApplicationBuilder builder)
        where T : class, new()
    {
        var (configuration, isDevelopment) = (builder.Configuration, builder.Environment.IsDevelopment());
        builder
            .Services.AddOptions<T>()
            .Configure(options =>
            {
                foreach (var setting in Setting.Of(typeof(T)))
                    setting.Read(configuration, options);
            })
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<T>>(new Check<T>(configuration, isDevelopment));
        return configuration.ReadOptions<T>();
    }

    sealed class Check<T>(IConfiguration configuration, bool isDevelopment) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            OptionsCheck.Faults(typeof(T), configuration, isDevelopment) is { Count: > 0 } faults
                ? ValidateOptionsResult.Fail(faults)
                : ValidateOptionsResult.Success;
    }
}
