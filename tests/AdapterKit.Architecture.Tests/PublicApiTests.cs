using System.Reflection;
using AdapterKit.Testing;
using PublicApiGenerator;

namespace AdapterKit.Architecture.Tests;

public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.CodeDom.Compiler.GeneratedCodeAttribute"],
    };

    public static TheoryData<string> Shipped =>
        ["AdapterKit", "AdapterKit.Backbones", "AdapterKit.Hosting", "AdapterKit.Npm", "AdapterKit.Training"];

    [Theory, MemberData(nameof(Shipped))]
    public Task What_users_compile_against_changes_on_purpose_alone(string assembly) =>
        Snapshots.Verify(
            this, [new Snapshot($"{assembly}.cs", Assembly.Load(assembly).GeneratePublicApi(Options))], $"assembly={assembly}");
}
