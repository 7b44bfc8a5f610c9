import { MqttClient } from 'mqtt';

// Preloaded into the hub it plants a defect, for `kill`: messages are acknowledged when they arrive, not when they are
// committed.

type Handler = MqttClient['handleMessage'];

Object.defineProperty(MqttClient.prototype, 'handleMessage', {
  set(this: MqttClient, handle: Handler) {
    const early: Handler = (packet, done) => handle(packet, () => done());
    Object.defineProperty(this, 'handleMessage', { value: early });
  },
});
