using System.Reflection;
using System.Text;
using System.Text.Json;
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
    [
        "AdapterKit", "AdapterKit.Backbones", "AdapterKit.Cluster", "AdapterKit.Hosting", "AdapterKit.Interchange", "AdapterKit.Npm",
        "AdapterKit.NuGet", "AdapterKit.Onnx", "AdapterKit.Training",
    ];

    [Theory, MemberData(nameof(Shipped))]
    public Task What_users_compile_against_changes_on_purpose_alone(string assembly) =>
        Snapshots.Verify(
            this, [new Snapshot($"{assembly}.cs", Describe(assembly))], $"assembly={assembly}");

    // contracts.json has one line for each version of the contract; the lines of released versions never change.
    [Fact]
    public void A_changed_public_surface_of_the_core_has_a_new_contract_version()
    {
        var contracts = JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Repository.PathOf("tests", "AdapterKit.Architecture.Tests", "contracts.json")))!;
        var surface = ContentHash.Compute(Encoding.UTF8.GetBytes(Describe("AdapterKit")));

        Assert.True(
            contracts.GetValueOrDefault(Contract.Version) == surface,
            $"The public surface of AdapterKit is not that of contract {Contract.Version}. Raise Contract.Version, the minor number for "
            + $"additions and the major number otherwise, and add it to contracts.json with the hash {surface}.");
    }

    private static string Describe(string assembly) => Assembly.Load(assembly).GeneratePublicApi(Options);
}
