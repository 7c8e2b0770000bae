using System.Text;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class SafetensorsHeaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", 0, "does not begin with '{'")]
    [InlineData("[]", 0, "does not begin with '{'")]
    [InlineData(" {}", 0, "does not begin with '{'")]
    [InlineData("{", 0, "not valid JSON")]
    [InlineData("{} x", 0, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[1]]]]],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    [InlineData("""{"a":1}""", 0, "not an object")]
    [InlineData("""{"a":{}}""", 0, "the format has dtype, shape, data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}""", 4, "strides")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"offsets":[0,4]}}""", 4, "no 'data_offsets'")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        4,
        "'a' is in the header twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", 4, "'dtype' is in the header twice")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "dtype 'F8_E4M3' is not one of F64, I64")]
    [InlineData("""{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, "dtype 'f32'")]
    [InlineData("""{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", 4, "not valid")]
    [InlineData("""{"a":{"dtype":null,"shape":[1],"data_offsets":[0,4]}}""", 4, "dtype ''")]
    [InlineData("""{"a":{"dtype":"F32","shape":4,"data_offsets":[0,4]}}""", 4, "shape is not a list")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "shape holds -1")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "shape holds 1.5")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "shape holds \"1\"")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, "shape holds 9223372036854775808")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "more bytes than")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}}""", 4, "more bytes than")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "more bytes than")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "takes 8 bytes, and data_offsets 0 to 4 give it 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,4]}}""", 4, "takes 0 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "has 1 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "at most 2 numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "holds -4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "not within the 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 4, "not within the 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", 4, "not within the 4 bytes")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""",
        3,
        "tensor 'b': its data begin at offset 1")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""",
        2,
        "those of the tensor before end at 2")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""",
        3,
        "tensor 'b': its data begin at offset 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "tensor 'a': its data begin at offset 1")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 2, "the tensors take 1 bytes of data, and the file has 2")]
    [InlineData("{}", 1, "the tensors take 0 bytes")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""",
        6,
        "not a multiple of the 4 bytes")]
    [InlineData("""{"__metadata__":{"step":3}}""", 0, "'step' is not a string")]
    [InlineData("""{"__metadata__":"x"}""", 0, "not an object")]
    [InlineData("""{"__metadata__":{"x":"1","x":"2"}}""", 0, "'x' is in the header twice")]
    public void A_header_that_lies_is_refused_with_the_reason(string header, int dataLength, string reason) =>
        AssertRefused(SafetensorsBytes.Of(header, dataLength), reason);

    [Fact]
    public void A_header_length_that_lies_is_refused_before_anything_is_allocated()
    {
        AssertRefused([], "has 0 bytes");
        AssertRefused(new byte[7], "has 7 bytes");
        AssertRefused(SafetensorsBytes.LengthOf(ulong.MaxValue), "claims 18446744073709551615 bytes");
        AssertRefused(SafetensorsBytes.LengthOf(long.MaxValue), "claims 9223372036854775807 bytes");
        AssertRefused(SafetensorsBytes.LengthOf(100_000_001), "at most 100000000");
        AssertRefused([.. SafetensorsBytes.LengthOf(3), .. "{}"u8], "claims 3 bytes, and the file has 2");
    }

    [Fact]
    public void A_name_that_is_not_Unicode_is_refused() =>
        AssertRefused(
            SafetensorsBytes.Of([.. "{\""u8, 0xFF, .. "\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"u8], 1),
            "not valid JSON");

    [Fact]
    public void A_tensor_of_more_dimensions_than_libtorch_takes_is_refused()
    {
        var ones = string.Join(",", Enumerable.Repeat(1, 65));

        AssertRefused(SafetensorsBytes.Of($$$"""{"a":{"dtype":"U8","shape":[{{{ones}}}],"data_offsets":[0,1]}}""", 1), "at most 64");
    }

    [Fact]
    public void Headers_padded_in_any_way_the_format_allows_are_read()
    {
        var header = Encoding.UTF8.GetBytes("""{"b":{"data_offsets":[0,1],"shape":[1],"dtype":"U8"}}   """);
        using var file = SafetensorsFile.Open(Write(SafetensorsBytes.Of(header, 1)));

        Assert.Equal(["b"], file.Keys);
        Assert.Equal(8 + header.Length, file.Entry("b").Offset);
    }

    private void AssertRefused(byte[] bytes, string reason)
    {
        var path = Write(bytes);
        var error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));
        Assert.Equal(path, error.File);
        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private string Write(byte[] bytes)
    {
        var path = folder.PathOf("t.safetensors");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
