using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.App;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Architecture;

/// <summary>What the compiled assemblies refer to, rather than what their sources look like.</summary>
public class Compiled_boundaries
{
    static readonly Assembly App = typeof(Modules).Assembly;
    static readonly Assembly[] ModuleAssemblies = [.. Modules.All.Select(x => x.GetType().Assembly)];
    static readonly Type[] Types = [.. ModuleAssemblies.Append(App).Append(typeof(DatabaseRole).Assembly).SelectMany(x => x.GetTypes())];
    static readonly Type[] Pages = [.. Types.Where(x => x.IsAssignableTo(typeof(PageModel)) && !x.IsAbstract)];

    [Fact]
    public void keep_modules_apart() =>
        ModuleAssemblies
            .SelectMany(x => x.GetReferencedAssemblies(), (from, to) => (From: from.GetName().Name, To: to.Name!))
            .Where(x => x.To.StartsWith("Modules.", StringComparison.Ordinal) || x.To is "App" or "RetellSandbox" or "EmbeddedPostgres")
            .ShouldBeEmpty();

    [Fact]
    public void let_pages_read_across_tenants_only_for_admins_and_auditors()
    {
        var readers = Types.Where(x => Parameters(x).Any(IsForAudit)).ToList();
        readers.Count.ShouldBeGreaterThan(5);
        readers.Where(x => !Pages.Contains(x)).ShouldBeEmpty();
        readers
            .Where(x => x.GetCustomAttributes<AuthorizeAttribute>().All(y => y.Policy is null && y.Roles is null))
            .ShouldBeEmpty("a page that reads every tenant names the role that may open it");
    }

    [Fact]
    public void let_nothing_but_admin_query_any_tenant() =>
        Types
            .Where(x =>
                x.Namespace?.StartsWith("Switchhook.", StringComparison.Ordinal) is true
                && !x.Namespace.StartsWith("Switchhook.Admin", StringComparison.Ordinal)
            )
            .SelectMany(Called, (type, called) => (type.FullName, called.Name))
            .Where(x => x.Name is "AnyTenant" or "TenantIsOneOf")
            .ShouldBeEmpty();

    [Fact]
    public void let_no_page_write()
    {
        Pages.Length.ShouldBeGreaterThan(40);
        Pages.Where(x => Parameters(x).Any(y => y.ParameterType.IsAssignableTo(typeof(IDocumentSession)))).ShouldBeEmpty();
        Pages.SelectMany(Called, (page, called) => (page.Name, Called: called.Name, called.DeclaringType)).Where(IsWrite).ShouldBeEmpty();
    }

    static bool IsWrite((string Page, string Called, Type? Type) x) =>
        x.Called
            is "LightweightSession"
                or nameof(DbContext.SaveChanges)
                or nameof(DbContext.SaveChangesAsync)
                or "ExecuteUpdateAsync"
                or "ExecuteDeleteAsync"
        || (x.Type == typeof(Npgsql.NpgsqlCommand) && x.Called is "ExecuteNonQuery" or "ExecuteNonQueryAsync");

    [Fact]
    public void give_no_service_more_than_seven_others() =>
        Types
            .Where(x => x is { IsClass: true, IsAbstract: false } && !IsRecord(x) && !x.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(x => x.GetConstructors().Any(y => y.GetParameters().Length > 7))
            .Select(x => x.FullName)
            .ShouldBeEmpty();

    static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    static bool IsForAudit(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key is DatabaseRole.Audit;

    static IEnumerable<ParameterInfo> Parameters(Type type) =>
        type.GetConstructors()
            .Cast<MethodBase>()
            .Concat(type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .SelectMany(x => x.GetParameters());

    /// <summary>What the methods of a type call, those that the compiler made of its asynchronous ones included.</summary>
    static IEnumerable<MethodBase> Called(Type type)
    {
        const BindingFlags All =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetNestedTypes(All).Prepend(type).SelectMany(x => x.GetMethods(All)).SelectMany(Called);
    }

    static IEnumerable<MethodBase> Called(MethodInfo method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        for (var at = 0; at < code.Length; )
        {
            var opCode = code[at] == 0xFE ? TwoBytes[code[at + 1]] : OneByte[code[at]];
            at += opCode.Size;
            // In an expression tree a call is a token.
            if (
                opCode.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && Member(method, BitConverter.ToInt32(code, at)) is MethodBase called
            )
                yield return called;
            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    static MemberInfo? Member(MethodInfo method, int token) =>
        method.Module.ResolveMember(
            token,
            method.DeclaringType!.GetGenericArguments(),
            method.IsGenericMethod ? method.GetGenericArguments() : []
        );

    static readonly OpCode[] OneByte = new OpCode[256],
        TwoBytes = new OpCode[256];

    static Compiled_boundaries()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoBytes)[code.Value & 0xFF] = code;
        }
    }
}
