using AdapterKit.Testing;
using Xunit.Sdk;

namespace AdapterKit.Tests;

public sealed class NativeTensorsTests
{
    [Fact]
    public void A_tensor_left_behind_is_noticed_and_one_disposed_of_is_not()
    {
        Tensor? left = null;

        Assert.Throws<FailException>(() => NativeTensors.NoneLeftBehind(() => left = zeros(2)));
        Assert.Throws<FailException>(() => NativeTensors.NoneLeftBehind(() => left!.Dispose()));
        NativeTensors.NoneLeftBehind(() =>
        {
            using var scope = NewDisposeScope();
            zeros(2).add_(1).exp();
        });
    }
}
