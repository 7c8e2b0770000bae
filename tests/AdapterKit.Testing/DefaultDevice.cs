using TorchSharp;

namespace AdapterKit.Testing;

/// <summary>
/// Where tensors are made that are made for no device in particular. The whole process has one: no other test may run meanwhile.
/// </summary>
/// <remarks>
/// The meta device holds no numbers and lacks half of the operations, so that no model runs on it. As the default it shows the same: what
/// is not made for the device of the weights lands there, and fails beside them.
/// </remarks>
public sealed class DefaultDevice : IDisposable
{
    private readonly torch.Device before = torch.get_default_device();

    public DefaultDevice(torch.Device device) => torch.set_default_device(device);

    public void Dispose() => torch.set_default_device(before);
}
