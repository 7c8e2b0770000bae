using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch.nn;

namespace AdapterKit.Backbones.Tests;

public sealed class TensorFlowJsWeightsTests : IDisposable
{
    private const string Described = """
        {"weightsManifest": [{"paths": ["one", "two"], "weights": [
          {"name": "m/a/shape", "shape": [1], "dtype": "int32"},
          {"name": "m/a/kernel", "shape": [1, 2, 3], "dtype": "float32"},
          {"name": "m/a/bias", "shape": [3], "dtype": "float32"},
          {"name": "m/b/bias", "shape": [], "dtype": "float32"}]}]}
        """;

    private readonly TemporaryFolder directory = new();

    public TensorFlowJsWeightsTests()
    {
        // The second weight begins in one shard and ends in the other, in the middle of an element.
        var bytes = MemoryMarshal.AsBytes<float>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).ToArray();
        File.WriteAllBytes(directory.PathOf("one"), bytes[..14]);
        File.WriteAllBytes(directory.PathOf("two"), bytes[14..]);
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_matrix_across_shards_fills_a_linear_module_transposed()
    {
        using var linear = Linear(2, 3);
        using (var weights = Read(Described))
            weights.CopyInto(linear, "a/kernel", "a/bias", 1);

        // [in, out] is 1 2 3 / 4 5 6.
        Assert.Equal([1, 4, 2, 5, 3, 6], linear.weight.data<float>().ToArray());
        Assert.Equal([7, 8, 9], linear.bias!.data<float>().ToArray());
    }

    [Theory]
    [InlineData("kernel", new long[] { 2, 3 }, "[1, 2, 3]")]
    [InlineData("shape", new long[] { 1 }, "int32")]
    [InlineData("bias", new long[] { 3 }, "2 weights")]
    [InlineData("missing", new long[] { 3 }, "0 weights")]
    [InlineData("ernel", new long[] { 1, 2, 3 }, "0 weights")]
    public void A_weight_is_found_by_one_name_type_and_shape_only(string tail, long[] shape, string reason)
    {
        using var weights = Read(Described);
        Assert.Contains(reason, Assert.Throws<BackboneException>(() => weights[tail, shape]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "39 bytes")]
    [InlineData(+1, "45 bytes")]
    public void Shards_of_another_length_than_described_are_refused(int change, string found)
    {
        var second = File.ReadAllBytes(directory.PathOf("two")).ToList();
        if (change > 0)
            second.Add(0);
        else
            second.RemoveRange(0, 5);

        File.WriteAllBytes(directory.PathOf("two"), [.. second]);
        var error = Refused(Described);
        Assert.Contains(found, error, StringComparison.Ordinal);
        Assert.Contains("44", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        File.Delete(directory.PathOf("two"));
        Assert.Contains("two", Refused(Described), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"two\"", "\"../two\"")]
    [InlineData("\"two\"", "\"/etc/hostname\"")]
    [InlineData("\"two\"", "\"..\"")]
    [InlineData("int32", "string")]
    [InlineData("[3]", "[-3]")]
    [InlineData("[3]", "[3000000000, 3000000000, 3000000000]")]
    [InlineData("[3]", "[2.5]")]
    [InlineData("\"shape\"", "\"size\"")]
    [InlineData("{\"weightsManifest\": [", "{\"weightsManifest\": [{}, ")]
    [InlineData("weightsManifest", "weights")]
    [InlineData("]}", "]")]
    public void A_description_that_is_not_sound_is_refused_by_name(string what, string changed) =>
        Assert.Contains("model.json", Refused(Described.Replace(what, changed, StringComparison.Ordinal)), StringComparison.Ordinal);

    private string Refused(string json)
    {
        var message = "";
        NativeTensors.NoneLeftBehind(() => message = Assert.Throws<BackboneException>(() => Read(json)).Message);
        return message;
    }

    private TensorFlowJsWeights Read(string json) => new(Encoding.UTF8.GetBytes(json), directory.PathOf("model.json"));
}
